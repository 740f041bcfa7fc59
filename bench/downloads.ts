import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import pg from 'pg';

/** The same number of bytes as one file, and as the files of another case. */
const MANY = 40;
const EACH = 2_500_000;

/** Puts files of 100 MB in all on two cases of the demo's first project. @returns where each is downloaded */
export async function fillWithFiles(databaseUrl: string, dataDir: string): Promise<{ one: string; zip: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const put = async (reference: string, bytes: number): Promise<string> => {
    const content = randomBytes(bytes);
    const [id, uuid] = [randomUUID(), randomUUID()];
    const key = `${uuid.slice(0, 2)}/${uuid.slice(2, 4)}/${uuid}`;
    mkdirSync(dirname(join(dataDir, 'files', key)), { recursive: true });
    writeFileSync(join(dataDir, 'files', key), content);
    await client.query(
      `insert into attachments (id, case_id, name, type_group, extension, media_type, bytes, sha256, crc32, storage_key, preview_state)
       select $1, id, $2, 'image', 'jpg', 'image/jpeg', $3, $4, $5, $6, 'none' from cases where reference = $7`,
      [id, `${id}.jpg`, bytes, createHash('sha256').update(content).digest('hex'), crc32(content), key, reference]);
    return `/cases/${reference}/attachments/${id}/file`;
  };
  const one = await put('BUN-2020-0002', MANY * EACH);
  for (let nth = 0; nth < MANY; nth += 1) await put('BUN-2020-0003', EACH);
  await client.end();
  return { one, zip: '/cases/BUN-2020-0003/attachments.zip' };
}
