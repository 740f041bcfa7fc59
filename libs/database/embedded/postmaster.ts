import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningPostmaster } from './postmaster-pid.js';
import { cleanEnvironment } from './run-as.js';
import type { OperatingSystemUser } from './operating-system-user.js';

/**
 * PostgreSQL under a shell that watches a pipe from Node (descriptor 3). When Node ends, in whatever way, the pipe
 * closes and PostgreSQL gets SIGINT, its fast and clean shutdown; then the socket's folder goes.
 */
const watch = `
  trap '' INT TERM HUP
  sockets=$1; shift
  "$@" </dev/null 3<&- & server=$!
  { cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null & watcher=$!
  wait $server; code=$?
  rm -rf -- "$sockets"
  kill -KILL $watcher 2>/dev/null
  exit $code`;

/** Milliseconds after which a shutdown that hangs is cut short; the next start then recovers. */
const patience = 20_000;

export interface PostmasterOptions {
  /** The program. */
  postgres: string;
  /** The files of the database: a real path. */
  cluster: string;
  socketDirectory: string;
  user: OperatingSystemUser;
  /** Of postgresql.conf; they win over the file's. */
  settings: Record<string, string>;
}

/** One run of the server. */
export class Postmaster {
  private output = '';
  private readonly options: PostmasterOptions;
  private readonly shell: ChildProcess;
  private readonly end: Promise<unknown>;

  constructor(options: PostmasterOptions) {
    this.options = options;
    const { postgres, cluster, socketDirectory, user, settings } = options;
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = ['-c', watch, 'telecase-postgres', socketDirectory, postgres, '-D', cluster, ...flags];
    // A session of its own: Ctrl-C is for Node, which closes the database last.
    this.shell = spawn('/bin/sh', command, { ...user, detached: true, cwd: '/', env: cleanEnvironment, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    this.shell.stderr!.setEncoding('utf8').on('data', (text: string) => (this.output = (this.output + text).slice(-2000)));
    this.end = once(this.shell, 'exit').finally(() => this.letGo());
    this.end.catch(() => undefined);
  }

  /** The last lines that PostgreSQL wrote, for an error's message. */
  get lastWords(): string {
    return this.output.trim();
  }

  /** Whether it takes connections in the end: after a crash it first recovers, and that may take its time. */
  async isReady(): Promise<boolean> {
    while (this.lives) {
      const running = await runningPostmaster(this.options.cluster);
      if (running?.status === 'ready' && running.socketDirectory === this.options.socketDirectory) return true;
      await sleep(20);
    }
    await this.end;
    return false;
  }

  /** Calls back when the server has ended, wanted or not. */
  onEnd(callback: () => void): void {
    this.end.then(callback, callback);
  }

  async stop(): Promise<void> {
    const running = await runningPostmaster(this.options.cluster);
    this.letGo();
    const timer = setTimeout(() => running && process.kill(running.pid, 'SIGQUIT'), patience);
    await this.end.finally(() => clearTimeout(timer));
  }

  private get lives(): boolean {
    return this.shell.exitCode === null && this.shell.signalCode === null && this.shell.pid !== undefined;
  }

  private letGo(): void {
    (this.shell.stdio[3] as Socket).destroy();
  }
}
