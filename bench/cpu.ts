import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux a second (USER_HZ), the same on every architecture that runs Node. */
const TICKS = 100;

/** Milliseconds of user and system time. */
interface ProcessTimes {
  readonly parent: number;
  /** Of all its threads, to the nanosecond: a tick is as long as some pages together take. */
  readonly own: number;
  /** Of children that have ended, in whole ticks. */
  readonly children: number;
}

function read(pid: string | number): ProcessTimes | undefined {
  try {
    // The name in brackets may hold spaces; the fields behind it don't. See proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    const [cutime, cstime] = fields.slice(13, 15).map(Number) as [number, number];
    return { parent: Number(fields[1]), own: sum(readdirSync(`/proc/${pid}/task`).map((task) => runTime(pid, task))), children: (cutime + cstime) * (1000 / TICKS) };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** What the kernel's scheduler knows of a thread: its first number is nanoseconds on a processor. */
const runTime = (pid: string | number, task: string): number => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** CPU milliseconds that one process has used so far, without its children. */
export const cpuOf = (pid: number): number => read(pid)!.own;

/** CPU milliseconds that a process and everything it started have used so far. */
export function cpuOfAll(root: number): number {
  const all = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    const times = read(pid);
    return times ? [[Number(pid), times] as const] : [];
  }));
  const belongs = (pid: number): boolean => pid === root || (all.get(pid)?.parent ?? 0) > 1 && belongs(all.get(pid)!.parent);
  return [...all].filter(([pid]) => belongs(pid)).reduce((total, [, { own, children }]) => total + own + children, 0);
}
