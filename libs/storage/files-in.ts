import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** The paths of all files below a folder; none when there is no such folder. */
export async function* filesIn(folder: string): AsyncGenerator<string> {
  const found = await opendir(folder, { recursive: true }).catch(() => []);
  for await (const entry of found) if (entry.isFile()) yield join(entry.parentPath, entry.name);
}
