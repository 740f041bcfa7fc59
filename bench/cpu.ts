import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux a second (USER_HZ), the same on every architecture that runs Node. */
const TICKS = 100;

interface ProcessTimes {
  readonly parent: number;
  /** User and system time, in ticks, of all its threads. */
  readonly own: number;
  /** The same of children that have ended. */
  readonly children: number;
}

function read(pid: string | number): ProcessTimes | undefined {
  try {
    // The name in brackets may hold spaces; the fields behind it don't. See proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number) as [number, number, number, number];
    return { parent: Number(fields[1]), own: utime + stime, children: cutime + cstime };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** CPU milliseconds that one process has used so far, without its children. */
export const cpuOf = (pid: number): number => read(pid)!.own * (1000 / TICKS);

/** CPU milliseconds that a process and everything it started have used so far. */
export function cpuOfAll(root: number): number {
  const all = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    const times = read(pid);
    return times ? [[Number(pid), times] as const] : [];
  }));
  const belongs = (pid: number): boolean => pid === root || (all.get(pid)?.parent ?? 0) > 1 && belongs(all.get(pid)!.parent);
  return [...all].filter(([pid]) => belongs(pid)).reduce((sum, [, { own, children }]) => sum + own + children, 0) * (1000 / TICKS);
}
