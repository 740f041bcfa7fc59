import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to test with: real bytes under `path`. */
export interface Sample {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** Makes the sample unless the folder has it already. The rename keeps two test files that share a folder apart. */
export async function sample(folder: string, name: string, make: () => Promise<Uint8Array> | Uint8Array): Promise<Sample> {
  const path = join(folder, name);
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.${process.pid}`, await make());
    await rename(`${path}.${process.pid}`, path);
  }
  return { name, path, bytes: (await stat(path)).size };
}

/** A file that comes with the tests, see media/README.md. */
export function media(name: string): Promise<Buffer> {
  return readFile(join(import.meta.dirname, 'media', name));
}
