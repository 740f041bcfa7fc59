import { SweepWhatHasExpired } from '../../src/accounts/jobs/sweep-what-has-expired.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import type { Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const NEWER_FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PHONE = 'Mozilla/5.0 (Linux; Android 14; SM-A057F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

let telecase: TestApp;
let story: CaseStory;
let made = 0;

beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
});
afterAll(() => telecase.stop());
afterEach(() => telecase.db.query(`delete from rate_limits`));

const somebody = () => telecase.world.person(`Dr ${(made += 1)}`, { roles: ['specialist'], specialties: ['dermatology'] });
const signedIn = async ({ email }: Person, agent = FIREFOX, address = '192.0.2.1'): Promise<Visitor> => {
  const visitor = telecase.visitor();
  const entered = await visitor.send('/sign-in', { method: 'POST', body: new URLSearchParams({ email, password: PASSWORD }), headers: { 'user-agent': agent, 'x-forwarded-for': address } });
  expect(entered.status).toBe(303);
  return visitor;
};
const isIn = async (visitor: Visitor) => (await visitor.get('/profile')).status === 200;
const sessionsOn = async (visitor: Visitor) => {
  const [list = ''] = /Where you are signed in[\s\S]*?<\/section>/.exec((await visitor.get('/profile')).text) ?? [];
  return [...list.matchAll(/<span>(.*?)(?: <b>(this one)<\/b>)?<br><small>Since [^<]+, last seen [^<]+<\/small><\/span>(?:<form method="post" action="([^"]+)")?/g)].map(([, what, mark, end]) => ({ what, isThis: mark !== undefined, end }));
};

it('lists where somebody is signed in, and ends one or all others', async () => {
  const [person, other] = [await somebody(), await somebody()];
  const [here, phone, third] = [await signedIn(person), await signedIn(person, PHONE, '198.51.100.7'), await signedIn(person, 'curl/8', '203.0.113.4')];
  const stranger = await signedIn(other);
  const list = await sessionsOn(here);
  expect(list.map(({ what, isThis }) => `${what}${isThis ? ' *' : ''}`).toSorted()).toEqual(['Chrome on Android, 198.51.100.7', 'Firefox on Linux, 192.0.2.1 *', 'Unknown browser, 203.0.113.4']);
  const end = list.find(({ what }) => what!.startsWith('Chrome'))!.end!;
  await stranger.post(end);
  expect(await isIn(phone)).toBe(true);
  expect((await here.post(end)).location).toBe('/profile?done=session-ended');
  expect([await isIn(phone), await isIn(third), await isIn(here)]).toEqual([false, true, true]);
  await here.post('/profile/sessions/others/end');
  expect([await isIn(third), await isIn(here), await isIn(stranger)]).toEqual([false, true, true]);
  const rows = await telecase.db.query(`select what from access_log where action = 'account.session-ended' and account_id = $1 order by id`, [person.id]);
  expect(rows).toEqual([{ what: '1' }, { what: '1' }]);
});

it('ends after half an hour without a request, and after twelve hours in any case', async () => {
  const person = await somebody();
  const ago = (what: string, minutes: number) => telecase.db.query(
    `update sessions set sess = jsonb_set(sess::jsonb, array[$2], to_jsonb((extract(epoch from now()) * 1000)::bigint - $3::bigint * 60000)) where sess ->> 'accountId' = $1`, [person.id, what, minutes]);
  const idle = await signedIn(person);
  await ago('seenAt', 29);
  expect(await isIn(idle)).toBe(true);
  await ago('seenAt', 31);
  expect(await isIn(idle)).toBe(false);
  const long = await signedIn(person);
  await ago('signedInAt', 719);
  expect(await isIn(long)).toBe(true);
  await ago('signedInAt', 721);
  const other = await signedIn(person);
  expect(await sessionsOn(other)).toHaveLength(1);
  expect(await isIn(long)).toBe(false);
});

it('mails of a sign-in with another browser, or from another network, but not of the first or of a newer version', async () => {
  const person = await somebody();
  const told = async () => {
    await telecase.settled();
    const [{ count }] = await telecase.db.query(`select count(*)::int as count from notifications where account_id = $1 and kind = 'new-place' and mail_state = 'sent'`, [person.id]);
    return count;
  };
  const after = async (...where: [agent: string, address: string]) => {
    await signedIn(person, ...where);
    return told();
  };
  expect(await after(FIREFOX, '192.0.2.1')).toBe(0);
  expect(await after(NEWER_FIREFOX, '192.0.2.1')).toBe(0);
  expect(await after(PHONE, '192.0.2.1')).toBe(1);
  expect(await after(PHONE, '198.51.100.7')).toBe(2);
  expect(await after(PHONE, '198.51.100.7')).toBe(2);
  await telecase.db.query(`update sign_in_places set seen_at = seen_at - interval '91 days'`);
  await telecase.app.get(SweepWhatHasExpired).sweep();
  expect(await telecase.db.query(`select 1 from sign_in_places where account_id = $1`, [person.id])).toHaveLength(1);
  expect(await after(FIREFOX, '192.0.2.1')).toBe(3);
});

describe('what is taken away is gone with the very next request', () => {
  /** A part of a file that has begun to come, and the next part of it. */
  const uploading = async (visitor: Visitor, reference: string) => {
    const send = async (method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
      visitor.send(path, { method, headers: { 'tus-resumable': '1.0.0', 'x-csrf-token': await visitor.csrf(), ...headers }, body: body as Uint8Array<ArrayBuffer> | undefined });
    const metadata = Object.entries({ filename: 'back.csv', case: reference }).map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`).join(',');
    const begun = await send('POST', '/uploads', { 'upload-length': '20', 'upload-metadata': metadata });
    expect(begun.status, begun.text).toBe(201);
    const part = async (offset: number) => (await send('PATCH', begun.location!, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, Buffer.from('drug,dose\n'))).status;
    expect(await part(0)).toBe(204);
    return () => part(10);
  };
  const posted = async () => {
    const nurse = await telecase.world.person(`Nurse ${(made += 1)}`, { roles: ['project-staff'] });
    const [{ id: project }] = await telecase.db.query(`select id from projects where code = 'BUN'`);
    await telecase.db.query(`insert into memberships (id, account_id, project_id) values (gen_random_uuid(), $1, $2)`, [nurse.id, project]);
    const reference = await story.posted(await story.signedIn(story.people.nurse));
    const visitor = await signedIn(nurse);
    expect((await visitor.get(`/cases/${reference}`)).status).toBe(200);
    return { nurse, visitor, reference, nextPart: await uploading(visitor, reference) };
  };
  const administrator = async () => signedIn(await telecase.world.person(`Admin ${(made += 1)}`, { roles: ['administrator'] }));

  it('an account, when it is disabled', async () => {
    const { nurse, visitor, reference, nextPart } = await posted();
    const desk = await administrator();
    expect((await desk.post(`/admin/accounts/${nurse.id}/disabling`)).status).toBe(303);
    expect(await nextPart()).toBe(401);
    expect((await visitor.get(`/cases/${reference}`)).location).toContain('/sign-in');
  });

  it('a project, when the membership ends', async () => {
    const { nurse, visitor, reference, nextPart } = await posted();
    await telecase.db.query(`update memberships set ended_at = now() where account_id = $1`, [nurse.id]);
    expect([403, 404]).toContain(await nextPart());
    expect((await visitor.get(`/cases/${reference}`)).status).toBe(404);
  });

  it('a role', async () => {
    const { nurse, visitor, reference, nextPart } = await posted();
    await telecase.db.query(`delete from account_roles where account_id = $1`, [nurse.id]);
    expect([403, 404]).toContain(await nextPart());
    expect((await visitor.get(`/cases/${reference}`)).status).toBe(404);
    expect((await visitor.get('/profile')).status).toBe(200);
  });
});
