import { judge, knock, rightFor } from './knock.js';
import type { PageDoor } from './page-doors.js';
import { PAGE_TABLE, rightPageAnswers } from './page-table.js';
import { EVERYONE, isSignedIn } from './people.js';
import type { Stage } from './stage.js';

/** Everybody tries one row of the table of pages. @returns what came otherwise than the table says */
export async function tryPageRow({ telecase, cast }: Stage, doors: Readonly<Record<string, PageDoor>>, key: string): Promise<string[]> {
  const [verb = '', address = ''] = key.split(' ');
  const row = PAGE_TABLE[key]!;
  const { path = async () => address, sent = () => ({}), endsSession = false } = doors[key] ?? {};
  const wrong: string[] = [];
  await telecase.db.query(`delete from rate_limits`);
  await Promise.all(EVERYONE.map(async (person) => {
    const right = row.may === 'everyone' ? ['+'] : rightFor(person, verb, () => rightPageAnswers(row, person));
    const visitor = endsSession ? cast.twin(person) : cast.at[person];
    for (const method of verb === 'GET' ? ['GET', 'HEAD'] : [verb]) judge(wrong, await knock(visitor, method, await path(person), sent(person), isSignedIn(person)), right, `${method} ${person}`);
  }));
  return wrong;
}
