import { startApp, type TestApp } from '../support/app.js';
import { aCaseForm, aMission, posts, signedIn, type Cast } from '../support/stories.js';
import type { Visitor } from '../support/visitor.js';
import type { Person } from '../support/world.js';

let telecase: TestApp;
let cast: Cast;
let staff: Visitor, coordinator: Visitor, specialist: Visitor, second: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  [staff, coordinator, specialist, second] = await Promise.all([cast.staff, cast.coordinator, cast.specialist, cast.second].map((person) => signedIn(telecase, person))) as [Visitor, Visitor, Visitor, Visitor];
});
afterAll(() => telecase.stop());

/** A page as it is read. */
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const posted = (more = {}) => posts(staff, aCaseForm(cast.project, more));
const ask = (reference: string, fields: Record<string, string | string[]>) => coordinator.post(`/cases/${reference}/allocations`, { specialty: 'dermatology', due: '', note: '', ...fields });
const done = async (sent: Promise<{ status: number }>) => expect((await sent).status).toBe(303);
const allocations = async (reference: string): Promise<{ id: string; name: string; state: string; due: Date }[]> =>
  telecase.db.query(`select a.id, s.name, a.state, a.due_at as due from case_allocations a join cases c on c.id = a.case_id join accounts s on s.id = a.specialist_id where c.reference = $1 order by a.created_at, s.name`, [reference]);
const firstOf = async (reference: string) => (await allocations(reference))[0]!.id;
const stateOf = async (reference: string) => (await telecase.db.query(`select state from cases where reference = $1`, [reference]))[0]?.state;
const makeLate = (reference: string) => telecase.db.query(`update case_allocations set due_at = now() - interval '3 hours' where case_id = (select id from cases where reference = $1)`, [reference]);
const lateCase = async () => {
  const reference = await posted();
  await done(ask(reference, { specialist: cast.specialist.id }));
  await makeLate(reference);
  return reference;
};
const dermatologist = (name: string): Promise<Person> => telecase.world.person(name, { roles: ['specialist'], specialties: ['dermatology'] });
const away = (person: Person) => telecase.db.query(`insert into absences (id, account_id, first_day, last_day) values (gen_random_uuid(), $1, current_date - 3, current_date + 4)`, [person.id]);
const answers = async (who: Visitor, reference: string) => {
  await done(who.post(`/cases/${reference}/acceptance`));
  await done(who.postFiles(`/cases/${reference}/answers`, { impression: 'Tinea', advice: 'Cream', language: 'en' }));
};

it('goes to several specialists at once, and after the answer to a further specialty', async () => {
  const reference = await posted();
  await done(ask(reference, { specialist: [cast.specialist.id, cast.second.id] }));
  expect((await allocations(reference)).map(({ name, state }) => `${name} ${state}`)).toEqual(['Dermatologist BUN allocated', 'Pediatrician BUN allocated']);
  await done(second.post(`/cases/${reference}/refusal`, { reason: 'Better by a dermatologist' }));
  expect(await stateOf(reference)).toBe('allocated');
  await answers(specialist, reference);
  expect(await stateOf(reference)).toBe('answered');
  await done(ask(reference, { specialty: 'pediatrics', specialist: cast.second.id }));
  expect(await stateOf(reference)).toBe('allocated');
  expect((await staff.get(`/cases/${reference}/discussion`)).text).toContain('Tinea');
  await answers(second, reference);
  expect((await allocations(reference)).map(({ state }) => state).sort()).toEqual(['answered', 'answered', 'refused']);
});

describe('the page on which one chooses', () => {
  it('says how busy, how quick, in which languages, and until when somebody is away, who can’t be asked', async () => {
    const absent = await dermatologist('Dr Away');
    const busy = await dermatologist('Dr Busy');
    await away(absent);
    await telecase.db.query(`update accounts set answers_in = '{fr,ar}' where id = $1`, [busy.id]);
    const [open, ended, answered] = [await posted(), await posted(), await posted()];
    for (const one of [open, ended, answered]) await done(ask(one, { specialist: busy.id }));
    await done(staff.post(`/cases/${ended}/closure`, { skip: 'Moved' }));
    await answers(await signedIn(telecase, busy), answered);
    await telecase.db.query(`update case_allocations set created_at = answered_at - interval '63 hours' where specialist_id = $1 and answered_at is not null`, [busy.id]);

    const reference = await posted();
    const text = plain((await coordinator.get(`/cases/${reference}/allocate`)).text);
    expect(text).toContain('Dr Busy Français, العربية 1 open case usually answers in 63 h');
    expect(text).toMatch(/Dr Away\s+Absent until \d+ \w+ \d{4}, not offered/);
    expect(text).toContain('by the clock, nights and weekends included');

    const refused = await ask(reference, { specialist: absent.id });
    expect([refused.status, plain(refused.text)]).toEqual([422, expect.stringContaining('Somebody you chose is absent now')]);
    expect(await allocations(reference)).toEqual([]);
  });

  it('counts the usual time to the first answer, not to a later one', async () => {
    const quick = await dermatologist('Dr Quick');
    const reference = await posted();
    await done(ask(reference, { specialist: quick.id }));
    const desk = await signedIn(telecase, quick);
    await answers(desk, reference);
    await telecase.db.query(`update case_allocations set created_at = created_at - interval '5 hours', answered_at = answered_at - interval '3 hours' where specialist_id = $1`, [quick.id]);
    await done(staff.postFiles(`/cases/${reference}/questions`, { body: 'For how long?', language: 'en' }));
    await done(desk.postFiles(`/cases/${reference}/answers`, { impression: 'Still tinea', advice: 'Two weeks', language: 'en' }));
    expect(plain((await coordinator.get(`/cases/${await posted()}/allocate`)).text)).toMatch(/Dr Quick no open case usually answers in 2 h/);
  });
});

describe('a due time', () => {
  it('is changed by a coordinator, in their own zone, on record with the old one, the new one and why', async () => {
    const reference = await posted();
    await done(ask(reference, { specialist: cast.specialist.id, due: '2098-12-31T10:00' }));
    const id = await firstOf(reference);
    const path = `/cases/${reference}/allocations/${id}/due-time`;
    expect((await coordinator.get(`/cases/${reference}/allocate`)).text).toContain(`href="${path}"`);
    expect((await coordinator.get(path)).text).toContain('value="2098-12-31T10:00"');
    await done(coordinator.post(path, { due: '2099-01-05T12:00', why: 'She is at a congress' }));
    expect((await allocations(reference))[0]!.due.toISOString()).toBe('2099-01-05T09:00:00.000Z');
    const history = plain((await staff.get(`/cases/${reference}/history`)).text);
    expect(history).toContain('Coordinator BUN moved when the answer of Dermatologist BUN is due from 31 Dec 2098, 10:00 to 5 Jan 2099, 12:00');
    expect(history).toContain('She is at a congress');
    expect((await specialist.get(`/cases/${reference}`)).text).toContain('5 Jan 2099, 12:00');
    await telecase.db.query(`update accounts set time_zone = 'Asia/Kolkata' where id = $1`, [cast.specialist.id]);
    expect((await specialist.get(`/cases/${reference}`)).text).toContain('5 Jan 2099, 14:30');
  });

  it('can’t lie in the past, and what was typed stays', async () => {
    const reference = await posted();
    await done(ask(reference, { specialist: cast.specialist.id }));
    const id = await firstOf(reference);
    for (const due of ['2020-01-05T12:00', 'tomorrow', '']) {
      const answer = await coordinator.post(`/cases/${reference}/allocations/${id}/due-time`, { due, why: 'Because' });
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('value="Because"')]);
    }
  });
});

describe('when nobody answers in time', () => {
  let free: Person;
  beforeAll(async () => {
    free = await dermatologist('Dr Free');
    const asked = await telecase.db.query(`select id from accounts where name in ('Dr Quick', 'Dr Busy', 'Pediatrician BUN')`);
    for (const { id } of asked) for (const _ of [1, 2]) await done(ask(await posted(), { specialist: id }));
  });
  const button = (text: string, name: string) => new RegExp(`<form class="actions"(?:(?!</form>).)*>${name}</button>`, 's').exec(text)?.[0];
  const fieldsOf = (form: string) => Object.fromEntries([...form.matchAll(/name="(specialty|specialist|seen)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));

  it('proposes the least busy one who is there, to the coordinators alone, on the case and in TO-DO', async () => {
    const reference = await lateCase();
    for (const path of [`/cases/${reference}`, '/to-do']) {
      const { text } = await coordinator.get(path);
      expect(plain(text)).toMatch(/Dermatologist BUN should have answered .*, 3 h ago\. Dr Free could answer instead \(no open case\)/);
      expect(button(text, 'Dr Free instead of Dermatologist BUN')).toBeDefined();
    }
    expect(plain((await coordinator.get(`/cases/${reference}`)).text)).toContain('Dermatologist BUN is late: remind them, or ask somebody else');
    for (const visitor of [staff, specialist]) expect((await visitor.get(`/cases/${reference}`)).text).not.toContain('Dr Free');
  });

  it('asks them too, with one press', async () => {
    const reference = await lateCase();
    const form = button((await coordinator.get(`/cases/${reference}`)).text, 'Ask Dr Free too')!;
    await done(coordinator.post(`/cases/${reference}/allocations`, fieldsOf(form)));
    expect((await allocations(reference)).map(({ name, state }) => `${name} ${state}`)).toEqual(['Dermatologist BUN allocated', 'Dr Free allocated']);
    await telecase.db.query(`update case_allocations set due_at = due_at - interval '30 days' where specialist_id = $1`, [free.id]);
    expect(plain((await coordinator.get(`/cases/${reference}`)).text)).not.toContain('Ask Dr Free too');
  });

  it('or asks them instead, and the first no longer has it', async () => {
    const reference = await lateCase();
    const form = button((await coordinator.get('/to-do')).text.split(`href="/cases/${reference}"`)[1]!, 'Ask .*? too')!;
    const fields = { ...fieldsOf(form), specialist: free.id };
    const id = await firstOf(reference);
    await done(coordinator.post(`/cases/${reference}/allocations`, { ...fields, 'instead-of': id }));
    expect((await allocations(reference)).map(({ name, state }) => `${name} ${state}`)).toEqual(['Dermatologist BUN withdrawn', 'Dr Free allocated']);
    expect(await stateOf(reference)).toBe('allocated');
    expect((await specialist.get(`/cases/${reference}`)).status).toBe(404);
  });

  it('does not take it from somebody who has just answered, and asks nobody else then', async () => {
    const reference = await lateCase();
    const id = await firstOf(reference);
    await answers(specialist, reference);
    expect((await ask(reference, { specialist: free.id, 'instead-of': id })).status).toBe(409);
    expect((await allocations(reference)).map(({ name, state }) => `${name} ${state}`)).toEqual(['Dermatologist BUN answered']);
  });

  it('proposes nobody who is away, has refused or wrote the case, and says so when nobody is left', async () => {
    await telecase.db.query(`insert into absences (id, account_id, first_day, last_day) select gen_random_uuid(), account_id, current_date - 1, current_date + 1 from account_specialties where specialty = 'dermatology' and account_id <> all($1)`, [[cast.specialist.id, free.id]]);
    const reference = await posted();
    await done(ask(reference, { specialist: free.id }));
    await done((await signedIn(telecase, free)).post(`/cases/${reference}/refusal`, { reason: 'Not mine' }));
    await done(ask(reference, { specialist: cast.specialist.id }));
    await makeLate(reference);
    expect(plain((await coordinator.get(`/cases/${reference}`)).text)).toContain('Nobody else of Dermatology can be asked now.');
  });
});
