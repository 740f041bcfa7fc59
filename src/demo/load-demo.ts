import type { INestApplication } from '@nestjs/common';
import type { Settings } from '#config/settings';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import { hashPassword } from '../accounts/index.js';
import { emailOf, HANDLES, member } from './cast.js';
import { demoPassword, followPassword } from './demo-password.js';

/**
 * Tells the story of a fictional mission to a database that nobody uses yet, in one transaction: a start that is killed
 * meanwhile leaves nothing of it. At every start the demo accounts that are in use have the password that is printed.
 * @returns the lines to print: who can sign in; none when there is no demo in this database
 */
export async function loadDemo(app: INestApplication, settings: Settings): Promise<string[]> {
  const password = demoPassword(settings);
  const accounts = await app.get(UnitOfWork, { strict: false }).run(async (tx) => {
    const [anybody] = await tx.query(`select from accounts limit 1`);
    if (!anybody) {
      // Only a first start needs what draws the pictures.
      const { tellTheStory } = await import('./story.js');
      await tellTheStory(app, tx, await hashPassword(password));
    }
    const inUse = await demoAccounts(tx);
    await followPassword(tx, inUse, password);
    return inUse;
  });
  return accounts.length > 0 ? introduce(accounts.map(({ email }) => email), password) : [];
}

function demoAccounts(tx: Transaction): Promise<{ id: string; email: string; hash: string }[]> {
  return tx.query(`select id, email, password_hash as hash from accounts where email = any($1) and state = 'active'`, [HANDLES.map(emailOf)]);
}

function introduce(emails: readonly string[], password: string): string[] {
  const people = HANDLES.filter((handle) => emails.includes(emailOf(handle)));
  const width = Math.max(...people.map((handle) => emailOf(handle).length));
  return [`Demo accounts, all with the password ${password}`, ...people.map((handle) => `  ${emailOf(handle).padEnd(width)}  ${member(handle).is}`)];
}
