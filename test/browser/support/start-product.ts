import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailServer } from './mail-server.js';
import { demoPassword } from './people.js';
import { startProduct } from './product.js';

/**
 * Starts the built product on an empty data folder, and the mail server it sends to.
 * The stories find them by TELECASE_URL and TELECASE_MAILS. Answers with what undoes it.
 */
export default async function start(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'telecase-browser-'));
  // Under root the database runs as another user, who has to get through.
  await chmod(folder, 0o755);
  const mails = await startMailServer(join(folder, 'mails'));
  const cleanUp = async () => {
    await mails.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const product = await startProduct({
      DATA_DIR: join(folder, 'data'),
      DEMO_PASSWORD: demoPassword,
      SMTP_URL: mails.url,
    });
    process.env.TELECASE_URL = product.url;
    process.env.TELECASE_MAILS = mails.folder;
    return () => product.stop().finally(cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
