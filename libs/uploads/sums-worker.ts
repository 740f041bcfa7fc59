/** The thread of sums: does what it is told, one thing after the other. Imports nothing of ours, so that it runs uncompiled too. */
import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { SumsOrder, Total } from './sums-orders.js';

interface Tally {
  readonly hash: Hash;
  readonly isForZip: boolean;
  crc32: number;
}
const tallies = new Map<number, Tally>();

function carryOut(order: SumsOrder): void {
  if (order.do === 'begin') tallies.set(order.tally, { hash: createHash(order.algorithm), isForZip: order.isForZip, crc32: 0 });
  if (order.do === 'copy') tallies.set(order.tally, copyOf(tallies.get(order.from)!));
  if (order.do === 'forget') tallies.delete(order.tally);
  if (order.do === 'add') {
    for (const tally of order.tallies) add(tallies.get(tally)!, order.bytes);
    parentPort!.postMessage(undefined);
  }
  if (order.do === 'finish') {
    const { hash, crc32: crc } = tallies.get(order.tally)!;
    tallies.delete(order.tally);
    parentPort!.postMessage({ hash: hash.digest('hex'), crc32: crc } satisfies Total);
  }
}

function add(tally: Tally, bytes: Uint8Array): void {
  tally.hash.update(bytes);
  if (tally.isForZip) tally.crc32 = crc32(bytes, tally.crc32);
}

const copyOf = ({ hash, ...rest }: Tally): Tally => ({ hash: hash.copy(), ...rest });

parentPort!.on('message', carryOut);
