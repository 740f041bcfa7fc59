import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect, type S3Account } from '#libs/storage/s3-account';
import { unpack, unpackedAt } from '../debian-packages.js';

const PACKAGES = [
  'python3-swift', 'python3-eventlet', 'python3-greenlet', 'python3-dnspython', 'python3-six', 'python3-pyeclib', 'liberasurecode1', 'python3-netifaces', 'python3-pastedeploy',
  'python3-pkg-resources', 'python3-xattr', 'python3-cffi-backend', 'python3-lxml', 'python3-requests', 'python3-certifi', 'python3-charset-normalizer', 'python3-chardet', 'python3-idna', 'python3-urllib3',
];
const PYTHON = '/usr/bin/python3';
const kept = unpackedAt('swift');
const env = { ...process.env, PYTHONPATH: join(kept, 'usr/lib/python3/dist-packages'), LD_LIBRARY_PATH: join(kept, 'usr/lib/x86_64-linux-gnu') };

/** Why there is no OpenStack Swift on this machine, neither the system's nor Debian's packages unpacked beside our own; '' when there is. */
export function whyNoSwift(): string {
  if (runs()) return '';
  try {
    rmSync(kept, { recursive: true, force: true });
    unpack('swift', PACKAGES);
  } catch {
    return ' (skipped: OpenStack Swift is not to be had from Debian)';
  }
  return runs() ? '' : ' (skipped: OpenStack Swift does not run here)';
}

function runs(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import swift.proxy.server, swift.obj.server, swift.common.middleware.s3api.s3api'], { env, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** An S3 server that can be stopped in the middle of anything, and started again with what it had. */
export interface Swift {
  readonly account: S3Account;
  /** The settings that name it. */
  readonly env: Record<string, string>;
  /** As by a power cut. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** A real Swift with an empty bucket. */
export async function startSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'swift-'));
  const [accessKeyId, secretAccessKey] = ['test:telecase', 'a-secret-of-the-test'];
  let port = 0;
  let server: ReturnType<typeof spawn>;
  const start = async () => {
    server = spawn(PYTHON, [join(import.meta.dirname, 'serve.py'), folder, String(port), accessKeyId, secretAccessKey], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: server.stdout! })) return void (port = Number(line));
    throw new Error('Swift ended before it was ready');
  };
  const kill = async () => {
    const ended = server.exitCode === null && server.signalCode === null && once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  await start();
  const endpoint = `http://127.0.0.1:${port}`;
  const account = { bucket: 'telecase', region: 'us-east-1', endpoint, accessKeyId, secretAccessKey };
  const { s3, client } = await connect(account);
  await client.send(new s3.CreateBucketCommand({ Bucket: account.bucket }));
  client.destroy();
  return {
    account,
    env: { S3_BUCKET: account.bucket, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey },
    kill,
    start,
    remove: async () => (await kill(), rmSync(folder, { recursive: true, force: true })),
  };
}
