import { randomBytes } from 'node:crypto';
import type { Server } from 'node:net';
import { Readable } from 'node:stream';
import { scannerThat } from '../../test/support/small-scanner.js';
import { Clamd, ScannerAway } from './index.js';

const file = (...chunks: Buffer[]) => Readable.from(chunks);

describe('Clamd', () => {
  let server: Server;
  afterEach(() => server?.close());
  const asked = async (says: string, content: Buffer = Buffer.from('x')) => {
    const scanner = await scannerThat(() => says);
    ({ server } = scanner);
    return new Clamd(scanner.address).scan(file(content));
  };

  it('sends every byte, in order', async () => {
    const chunks = [randomBytes(70_000), Buffer.alloc(0), randomBytes(1), randomBytes(300_000)];
    const scanner = await scannerThat(() => 'stream: OK\0');
    ({ server } = scanner);

    expect(await new Clamd(scanner.address).scan(file(...chunks))).toEqual({ state: 'clean' });
    expect(scanner.got()!.equals(Buffer.concat(chunks))).toBe(true);
  });

  it.each([
    ['stream: OK\0', { state: 'clean' }],
    ['stream: Eicar-Test.UNOFFICIAL FOUND\0', { state: 'infected', finding: 'Eicar-Test.UNOFFICIAL' }],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0', { state: 'too-large' }],
    ['INSTREAM size limit exceeded. ERROR\0', { state: 'too-large' }],
  ])('understands %j', async (says, verdict) => expect(await asked(says)).toEqual(verdict));

  it.each(['', 'stream: Can’t allocate memory ERROR\0', 'UNKNOWN COMMAND\0', 'stream: OK FOUND OK\0'])('takes %j for no answer', async (says) => {
    await expect(asked(says)).rejects.toThrow(ScannerAway);
  });

  it('takes a scanner that is not there, or hangs up, for away', async () => {
    const scanner = await scannerThat(() => '', { hangsUpAfter: 1000 });
    ({ server } = scanner);
    await expect(new Clamd(scanner.address).scan(file(...Array.from({ length: 50 }, () => Buffer.alloc(100_000))))).rejects.toThrow(ScannerAway);
    await expect(new Clamd('/nowhere/clamd.ctl').scan(file(Buffer.from('x')))).rejects.toThrow(ScannerAway);
  });

  it('tells a file that breaks from a scanner that is away', async () => {
    const scanner = await scannerThat(() => 'stream: OK\0');
    ({ server } = scanner);
    const broken = new Readable({ read() { this.destroy(new Error('disk error')); } });
    await expect(new Clamd(scanner.address).scan(broken)).rejects.toThrow('disk error');
  });
});
