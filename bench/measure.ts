import { cpuOf, cpuOfAll } from './cpu.js';

/** Something that is asked for again and again. */
export interface Measure {
  readonly name: string;
  /** The process that answers. */
  readonly pid: number;
  readonly requests: number;
  /** Before it is measured; 2,000 when it does not say: a server runs for weeks, and is fast once all its code has been compiled. */
  readonly warmUp?: number;
  readonly request: () => Promise<unknown>;
  /** What it is held against; nothing when it is only told. */
  readonly bar?: string;
}

/** CPU milliseconds a request. */
export interface Cost {
  readonly server: number;
  readonly database: number;
  /** To the first of the measures: the machine may be twice as fast a minute later, so each round is compared by itself. */
  readonly ratio: number;
}

const ROUNDS = 9;
const WARM_UP = 2000;

/**
 * What each costs: the median of some rounds. Each round asks for all of them in turn, so that what else the machine
 * does falls on all alike; nothing else runs in the server or the database meanwhile but their own clockwork.
 */
export async function costs(measures: readonly Measure[], postmaster: number): Promise<Cost[]> {
  for (const { request, warmUp = WARM_UP } of measures) for (let warm = 0; warm < warmUp; warm += 1) await request();
  const rounds: Spent[][] = measures.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, measure] of measures.entries()) rounds[at]!.push(await once(measure, postmaster));
  }
  return rounds.map((found) => ({
    server: median(found.map(({ server }) => server)),
    database: median(found.map(({ database }) => database)),
    ratio: median(found.map((spent, round) => whole(spent) / whole(rounds[0]![round]!))),
  }));
}

type Spent = Pick<Cost, 'server' | 'database'>;
export const whole = ({ server, database }: Spent): number => server + database;

async function once({ pid, requests, request }: Measure, postmaster: number): Promise<Spent> {
  const [server, database] = [cpuOf(pid), cpuOfAll(postmaster)];
  for (let done = 0; done < requests; done += 1) await request();
  return { server: (cpuOf(pid) - server) / requests, database: (cpuOfAll(postmaster) - database) / requests };
}

export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
