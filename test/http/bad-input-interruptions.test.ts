import { randomUUID } from 'node:crypto';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { describeError } from '../../src/ui/describe-error.js';
import { newDatabase, startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { expectDecent, expectPage } from '../support/decent.js';
import { formsOn, plain, textFields, untouched } from '../support/forms.js';
import { switchedDatabase, type SwitchedDatabase } from '../support/switched-database.js';
import type { Answer, Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

/** A session that ends, or a database that goes away, while somebody writes: nothing of it is lost. */

let telecase: TestApp;
let story: CaseStory;
let database: SwitchedDatabase;
let sow: Person;

beforeAll(async () => {
  database = await switchedDatabase(await newDatabase());
  telecase = await startApp({}, database.url);
  story = await caseStory(telecase);
  sow = await story.frenchNurse();
});
afterAll(() => telecase.stop());

const pressed = (visitor: Visitor, page: string, more: Record<string, string> = {}): Promise<Answer> => {
  const form = formsOn(page)[0]!;
  return visitor.post(form.actions[0]!, { ...untouched(form), ...more });
};
const endSessionOf = (person: Person) => telecase.db.query(`delete from sessions where sess ->> 'accountId' = $1`, [person.id]);

/** Every field of the case form filled in, as long as it may be, in a script of which a letter takes nine bytes in a form. */
const aLongStory = (page: string, letter = 'မ'): Record<string, string | string[]> => {
  const form = formsOn(page)[0]!;
  const longest = (name: string) => Number(new RegExp(`name="${name}"[^>]*maxlength="(\\d+)"`).exec(page)?.[1] ?? 30);
  const texts = textFields(form).filter(({ type }) => type !== 'date');
  return { ...untouched(form), ...Object.fromEntries(texts.map(({ name }) => [name, letter.repeat(longest(name))])), sections: ['dermatology', 'pediatrics'], project: story.project };
};

describe('a session that ends in the middle of the case form', () => {
  it.each([['a short story', () => ({ project: story.project, title: 'Éruption & <fièvre>', history: 'Depuis trois\nsemaines', sections: ['dermatology', 'pediatrics'], 'dermatology.number': '7' })], ['the longest story there can be', aLongStory]] as const)('keeps all of %s over sign-in, and saves it when it is sent again', async (_, tell) => {
    const visitor = await story.signedIn(sow);
    const fields = { ...tell((await visitor.get('/cases/new')).text), do: 'save', _once: randomUUID() };
    await endSessionOf(sow);

    const asked = await visitor.postFiles('/cases', fields, [{ name: 'rash.txt', bytes: Buffer.from('a file') }]);
    expect(asked.status).toBe(401);
    expectDecent(asked, { language: 'fr' });
    const { _csrf, ...sent } = fields as Record<string, string | string[]>;
    const kept = plain(asked.text).replaceAll('\r\n', '\n');
    for (const value of Object.values(sent).flat()) expect(kept.includes(value), value.slice(0, 40)).toBe(true);

    const mistyped = await pressed(visitor, asked.text, { email: sow.email, password: 'not this one' });
    expect(mistyped.status).toBe(422);
    const again = await pressed(visitor, mistyped.text, { email: sow.email, password: PASSWORD });
    expect(again.status).toBe(200);
    expectDecent(again, { language: 'fr' });
    expect(plain(again.text)).toContain('Les fichiers choisis n’ont pas pu être conservés');

    const saved = await pressed(visitor, again.text);
    expect(saved.status).toBe(303);
    expect((await pressed(visitor, again.text)).location).toBe(saved.location);
    const [{ form }] = await telecase.db.query(`select form from cases where reference = $1`, [saved.location!.split('/')[2]]);
    const ours = ['_once', 'version', 'step', 'do'];
    expect(form).toMatchObject(Object.fromEntries(Object.entries(sent).filter(([name, value]) => value !== '' && !ours.includes(name))));
  }, 60_000);

  it('keeps an answer of a specialist, and sends it to its case', async () => {
    const reference = await story.accepted();
    const doctor = await story.signedIn(story.people.dermatologist);
    await endSessionOf(story.people.dermatologist);
    const asked = await doctor.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea "corporis"', advice: 'Terbinafine < 4 semaines', language: 'fr' });
    expect(asked.status).toBe(401);
    const again = await pressed(doctor, asked.text, { email: story.people.dermatologist.email, password: PASSWORD });
    expect((await pressed(doctor, again.text)).location).toContain(`/cases/${reference}/discussion#`);
    expect(await telecase.db.query(`select m.answer ->> 'advice' as advice from messages m join cases c on c.id = m.case_id where c.reference = $1`, [reference])).toEqual([{ advice: 'Terbinafine < 4 semaines' }]);
  });

  it('never shows a password again', async () => {
    const visitor = await story.signedIn(sow);
    await visitor.csrf();
    await endSessionOf(sow);
    const asked = await visitor.post('/profile/password', { current: PASSWORD, password: 'a secret of mine, new', again: 'a secret of mine, new' });
    expect(asked.status).toBe(401);
    expect(asked.text).not.toContain('secret of mine');
    expect(asked.text).not.toContain(PASSWORD);
  });

  it('leads a link to where it was going', async () => {
    const visitor = await story.signedIn(sow);
    await visitor.get('/to-do');
    await endSessionOf(sow);
    const { location, status } = await visitor.get('/cases?state=closed&q=a%26b');
    expect(status).toBe(303);
    const door = await visitor.get(location!);
    expectDecent(door, { language: 'fr' });
    expect((await pressed(visitor, door.text, { email: sow.email, password: PASSWORD })).location).toBe('/cases?state=closed&q=a%26b');
  });
});

describe('a database that goes away', () => {
  it('is told as our fault, in the person’s language, and what was typed is sent again once it is back', async () => {
    const visitor = await story.signedIn(sow);
    const reference = await story.posted(visitor);
    await visitor.get(`/cases/${reference}/discussion`);
    const stranger = telecase.visitor();
    const message = { body: 'Elle va <mieux>, « merci »', language: 'fr', _once: randomUUID() };

    await database.cut();
    try {
      for (const path of ['/to-do', `/cases/${reference}`, '/cases/new', '/profile', '/nothing-here']) expectOurFault(await visitor.get(path), 'fr');
      for (const path of [`/cases/${reference}/messages`, `/cases/${reference}/closure`, '/profile', '/cases']) expectOurFault(await visitor.post(path, message), 'fr');
      expect((await stranger.get('/sign-in')).status).toBe(200);
      expectOurFault(await stranger.signIn(sow.email, PASSWORD), 'en');
      expect((await stranger.get('/health/live')).status).toBe(200);
      expect((await stranger.get('/health/ready')).status).toBe(503);
      const failed = await visitor.postFiles(`/cases/${reference}/messages`, message);
      expectOurFault(failed, 'fr');
      expect(plain(failed.text)).toContain('Elle va <mieux>, « merci »');

      await database.mend();
      const asked = await pressed(visitor, failed.text);
      const sent = asked.status === 409 ? await pressed(visitor, asked.text) : asked;
      expect(sent.status).toBe(303);
      expect((await visitor.get(`/cases/${reference}/discussion`)).text).toContain('Elle va &lt;mieux&gt;, « merci »');
      expect((await stranger.get('/health/ready')).status).toBe(200);
    } finally {
      await database.mend().catch(() => {});
    }
  }, 120_000);

  it('in the middle of a statement is told no worse', async () => {
    const visitor = await story.signedIn(sow);
    await visitor.get('/cases');
    const holder = telecase.db.createQueryRunner();
    await holder.query('begin');
    await holder.query('lock table patients');
    const waiting = visitor.get('/patients');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await telecase.db.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%patients%' and pid <> pg_backend_pid()`);
    await holder.release().catch(() => {});
    expectOurFault(await waiting, 'fr');
    expect((await visitor.get('/patients')).status).toBe(200);
  }, 60_000);

  it('between two statements is told no worse', async () => {
    const broken = telecase.app.get(UnitOfWork).run(async (tx) => {
      const [backend] = await tx.query<{ pid: number }>(`select pg_backend_pid() as pid`);
      await telecase.db.query(`select pg_terminate_backend($1, 5000)`, [backend!.pid]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.query(`select 1`);
    });
    expect(await broken.then(() => 'went on', (error: unknown) => describeError(error, 'R').status)).toBe(503);
  });
});

function expectOurFault(answer: Answer, language: string): void {
  expect(answer.status, answer.text).toBe(503);
  expectPage(answer.text, { language });
  expect(answer.text).toContain(`<b class="reference">${answer.headers.get('x-request-reference')}</b>`);
}
