import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailServer } from './mail-server.js';
import { demoPassword } from './people.js';
import { startProduct, type Product } from './product.js';

/**
 * Starts the built product on an empty data folder, and the mail server it sends to. The stories of this process find
 * them by TELECASE_URL and TELECASE_MAILS.
 * @param name tells it from those of other processes
 * @returns its address, and what undoes it
 */
export async function startProductForStories(name: string): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'telecase-browser-'));
  // Under root the database runs as another user, who has to get through.
  await chmod(folder, 0o755);
  const mails = await startMailServer(join(folder, 'mails'));
  const cleanUp = async () => {
    await mails.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url, stop } = await startProduct(name, {
      DATA_DIR: join(folder, 'data'),
      DEMO_PASSWORD: demoPassword,
      SMTP_URL: mails.url,
    });
    process.env.TELECASE_URL = url;
    process.env.TELECASE_MAILS = mails.folder;
    return { url, stop: () => stop().finally(cleanUp) };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
