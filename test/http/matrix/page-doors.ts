import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { hotp, stepAt } from '#libs/one-time-codes/totp';
import { AccountLinks, EmailChanges, RequestConfirmations } from '../../../src/accounts/index.js';
import { SecondFactors } from '../../../src/accounts/second-factors.js';
import type { TestApp } from '../../support/app.js';
import { PASSWORD, type Person } from '../../support/world.js';
import { caseForm } from './case-fixtures.js';
import type { Sent } from './knock.js';
import type { Cast, PersonName } from './people.js';

const SMALL_JPEG = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).jpeg().toBuffer();
const NEW_PASSWORD = 'seven slow boats on a wide lake';

/** Puts sessions, passwords and second steps back as they were, after doors that end or change them. */
export async function keepSessions({ db }: TestApp): Promise<() => Promise<void>> {
  await db.query(`create table kept_sessions as select * from sessions`);
  await db.query(`create table kept_passwords as select id, password_hash, password_changed_at from accounts`);
  return async () => {
    await db.query(`delete from authenticators`);
    await db.query(`insert into sessions select * from kept_sessions on conflict do nothing`);
    await db.query(`update accounts a set password_hash = k.password_hash, password_changed_at = k.password_changed_at from kept_passwords k where k.id = a.id and k.password_hash <> a.password_hash`);
  };
}

/** How a route that is not below a case is tried by somebody. */
export interface PageDoor {
  /** The address, made ready for one more try. */
  path?(person: PersonName): Promise<string>;
  sent?(person: PersonName): Sent;
  /** Whoever has tried it is signed in no longer, or as somebody else. */
  readonly endsSession?: true;
}

export function pageDoors({ app, db, world }: TestApp, { at, people, missions, projects }: Cast, patientId: string): Record<string, PageDoor> {
  let made = 0;
  const somebody = (): Promise<Person> => world.person(`Somebody ${(made += 1)}`, { roles: ['project-staff'], projects: [projects.bunara] });
  const account = (path: string, state = 'active') => async () => {
    const { id } = await somebody();
    await db.query(`update accounts set state = $2 where id = $1`, [id, state]);
    return `/admin/accounts/${id}${path}`;
  };
  const request = (path: string) => async () => {
    const id = randomUUID();
    await db.query(
      `insert into account_requests (id, name, email, role, project_id, reason, language, state) values ($1, 'Nurse', $2, 'project-staff', $3, 'Skin clinic', 'en', 'open')`,
      [id, `${id}@example.org`, projects.bunara]);
    return `/admin/accounts/requests/${id}${path}`;
  };
  const grant = (word: string) => async () => {
    const id = randomUUID();
    await db.query(`insert into role_grants (id, account_id, role, asked_by) values ($1, $2, 'auditor', $3)`, [id, (await somebody()).id, (await somebody()).id]);
    return `/admin/accounts/grants/${id}/${word}`;
  };
  const link = (purpose: 'activation' | 'reset', path = '') => async () => {
    const { id } = await somebody();
    if (purpose === 'activation') await db.query(`update accounts set state = 'approved' where id = $1`, [id]);
    return `${await app.get(AccountLinks).issue(db, id, purpose)}${path}`;
  };
  const newRequest = async () => {
    const id = randomUUID();
    await db.query(`insert into account_requests (id, name, email, role, project_id, reason, language, state) values ($1, 'Nurse', $2, 'project-staff', $3, 'Skin clinic', 'en', 'unconfirmed')`, [id, `${id}@example.org`, projects.bunara]);
    return (await app.get(RequestConfirmations).issue(db, id))!;
  };
  const newAddress = async () => {
    const [{ id }, email] = [await somebody(), `${randomUUID()}@example.org`];
    await db.query(`insert into email_changes (account_id, email) values ($1, $2)`, [id, email]);
    return (await app.get(EmailChanges).issue(db, id, email))!;
  };
  const self = (person: PersonName): Person => (people as Partial<Record<PersonName, Person>>)[person] ?? people.specialist;
  const absence = async (person: PersonName) => {
    const id = randomUUID();
    await db.query(`insert into absences (id, account_id, first_day, last_day) values ($1, $2, '2099-01-01', '2099-01-02')`, [id, self(person).id]);
    return `/profile/absences/${id}/removal`;
  };
  const ownProject = (person: PersonName) => (person === 'stranger' ? projects.tolvia : person === 'neighbour' || person === 'specialistAlsoStaff' ? projects.tindra : projects.bunara);
  /** An account, and a draft that it leaves. */
  const left: Partial<Record<PersonName, string>> = {};
  const leaver = async (person: PersonName) => {
    const { id } = await somebody();
    left[person] = `BUN-2026-${7000 + (made += 1)}`;
    await db.query(
      `insert into cases (id, reference, project_id, author_id, state, state_since, last_activity_at, kind, title, is_urgent, language, form, section_versions, version) values ($1, $2, $3, $4, 'draft', now(), now(), 'clinical', 'Rash', false, 'en', '{}', '{}', 1)`,
      [randomUUID(), left[person], projects.bunara, id]);
    return `/admin/accounts/${id}/work`;
  };
  /** A case that is allocated to them. */
  const open: Partial<Record<PersonName, string>> = {};
  const withThem = async (person: PersonName) => {
    const id = randomUUID();
    open[person] = `BUN-2026-${7000 + (made += 1)}`;
    await db.query(
      `insert into cases (id, reference, project_id, author_id, patient_id, specialty, state, state_since, last_activity_at, submitted_at, kind, title, is_urgent, language, form, section_versions, version)
       values ($1, $2, $3, $4, $5, 'dermatology', 'allocated', now(), now(), now(), 'clinical', 'Rash', false, 'en', '{}', '{}', 1)`,
      [id, open[person], projects.bunara, people.author.id, patientId]);
    await db.query(
      `insert into case_allocations (id, case_id, specialist_id, specialty, state, state_since, allocated_by, due_at) values ($1, $2, $3, 'dermatology', 'allocated', now(), $4, now() + interval '2 hours')`,
      [randomUUID(), id, self(person).id, people.coordinator.id]);
    return '/profile/absences/cases';
  };
  /** Two records of one patient. */
  const [kept, other]: Partial<Record<PersonName, string>>[] = [{}, {}];
  const twice = async (person: PersonName) => {
    kept[person] = await world.patient(projects.bunara, `P-${(made += 1)}`, people.author);
    await world.patient(projects.bunara, (other[person] = `P-${(made += 1)}`), people.author);
    return `/patients/${kept[person]}/merger`;
  };
  let draft: Promise<string> | undefined;
  const upload = async () => {
    const id = randomUUID();
    draft ??= at.author.postFiles('/cases', { ...caseForm(projects.bunara), do: 'save' }).then(({ location }) => location!.split('/')[2]!);
    await db.query(`insert into uploads (id, account_id, case_id, name, bytes, storage_key) select $1, author_id, id, 'back.png', 1000, $3 from cases where reference = $2`, [id, await draft, `aa/bb/${id}`]);
    return `/uploads/${id}`;
  };
  let places = 0;
  /** Five letters that no project has yet. */
  const code = () => String(10_000 + (places += 1)).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);
  const mission = () => world.mission(`Mission ${(places += 1)}`);
  const project = (path = '') => async () => `/admin/projects/${await world.project(await mission(), code(), 'Somewhere')}${path}`;
  const somewhere = () => ({ name: 'Somewhere else', code: code(), mission: missions.karesh, zone: 'UTC', means: '' });
  const part = (more: Record<string, string> = {}, body?: Uint8Array) => () => ({ headers: { 'tus-resumable': '1.0.0', ...more }, body });
  const firstCode = ({ id }: Person) => {
    const { secret, sealed } = app.get(SecondFactors).propose(id);
    return { secret: sealed, code: hotp(secret, stepAt(Date.now())) };
  };
  const rights = { roles: 'project-staff', projects: projects.tindra };
  const password = { password: NEW_PASSWORD, again: NEW_PASSWORD };

  return {
    'GET /help/:slug': { path: async () => '/help/post-a-case' },
    'POST /request-account': { sent: () => ({ fields: { name: 'Nurse', email: `${randomUUID()}@example.org`, role: 'project-staff', project: projects.bunara, why: 'Skin clinic', language: 'en' } }) },
    'POST /forgotten-password': { sent: (person) => ({ fields: { email: self(person).email } }) },
    'GET /activate/:token': { path: link('activation') },
    'POST /activate/:token': { path: link('activation'), sent: () => ({ fields: password }), endsSession: true },
    'POST /activate/:token/renewal': { path: link('activation', '/renewal') },
    'GET /reset/:token': { path: link('reset') },
    'POST /reset/:token': { path: link('reset'), sent: () => ({ fields: password }), endsSession: true },
    'POST /reset/:token/renewal': { path: link('reset', '/renewal') },
    'GET /confirm-request/:token': { path: newRequest },
    'POST /confirm-request/:token': { path: newRequest },
    'GET /confirm-email/:token': { path: newAddress },
    'POST /confirm-email/:token': { path: newAddress },
    'POST /sign-in': { sent: (person) => ({ fields: { email: self(person === 'disabled' ? 'visitor' : person).email, password: PASSWORD } }), endsSession: true },
    'POST /sign-out': { endsSession: true },
    'POST /sign-out/everywhere': { endsSession: true },

    'POST /profile': { sent: () => ({ fields: { language: 'en', zone: 'Africa/Nairobi', answersIn: 'en' } }) },
    'POST /profile/password': { sent: () => ({ fields: { current: PASSWORD, ...password } }), endsSession: true },
    'POST /profile/email': { sent: () => ({ fields: { email: `${randomUUID()}@example.org` } }) },
    'POST /profile/sessions/others/end': { endsSession: true },
    'POST /profile/sessions/:handle/end': { path: async () => `/profile/sessions/${randomUUID()}/end` },
    'POST /profile/proof': { sent: () => ({ fields: { password: PASSWORD } }), endsSession: true },
    'POST /profile/second-step/setup': { sent: (person) => ({ fields: firstCode(self(person)) }), endsSession: true },
    'POST /profile/absences': { sent: () => ({ fields: { first: '2099-02-01', last: '2099-02-03' } }) },
    'POST /profile/absences/:id/removal': { path: absence },

    'POST /profile/absences/cases': { path: withThem, sent: (person) => ({ fields: { references: open[person]!, reason: 'On leave' } }) },

    'POST /cases': { sent: (person) => ({ fields: { ...caseForm(ownProject(person)), do: 'save' }, files: [] }) },
    'POST /cases (submit)': { sent: (person) => ({ fields: { ...caseForm(ownProject(person)), do: 'submit-anyway' }, files: [] }) },
    'POST /patients': { sent: (person) => ({ fields: { ...caseForm(ownProject(person)) } }) },
    'GET /patients/:id/merger': { path: async () => `/patients/${patientId}/merger` },
    'POST /patients/:id/merger': { path: twice, sent: (person) => ({ fields: { with: other[person]!, keep: kept[person]!, reason: 'Same mother' } }) },
    'GET /cases/new/sections/:specialty': { path: async () => '/cases/new/sections/psychiatry' },
    'GET /patients/:id': { path: async () => `/patients/${patientId}` },

    'OPTIONS /uploads': { sent: part() },
    'HEAD /uploads/:id': { path: upload, sent: part() },
    'PATCH /uploads/:id': { path: upload, sent: part({ 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }, Buffer.from('a part')) },
    'PUT /uploads/:id/reduced': { path: async () => `${await upload()}/reduced`, sent: part({ 'content-type': 'image/jpeg' }, SMALL_JPEG) },
    'DELETE /uploads/:id': { path: upload, sent: part() },

    'GET /admin/accounts/:id': { path: account('') },
    'POST /admin/accounts/:id/rights': { path: account('/rights'), sent: () => ({ fields: rights }) },
    'POST /admin/accounts/:id/untying': { path: account('/untying') },
    'POST /admin/accounts/:id/disabling': { path: account('/disabling') },
    'POST /admin/accounts/:id/enabling': { path: account('/enabling', 'disabled') },
    'POST /admin/accounts/:id/activation': { path: account('/activation', 'approved') },
    'POST /admin/accounts/:id/sessions/ending': { path: account('/sessions/ending') },
    'POST /admin/accounts/grants/:id/confirmation': { path: grant('confirmation') },
    'POST /admin/accounts/grants/:id/refusal': { path: grant('refusal') },
    'GET /admin/accounts/:id/second-step': { path: account('/second-step') },
    'POST /admin/accounts/:id/second-step': { path: account('/second-step') },
    'GET /admin/accounts/:id/work': { path: account('/work') },
    'POST /admin/accounts/:id/work': { path: leaver, sent: (person) => ({ fields: { project: projects.bunara, references: left[person]!, to: people.author.id } }) },
    'POST /admin/projects': { sent: () => ({ fields: { ...somewhere(), code: code() } }) },
    'GET /admin/projects/:id': { path: project() },
    'POST /admin/projects/:id': { path: project(), sent: () => ({ fields: somewhere() }) },
    'POST /admin/projects/:id/closing': { path: project('/closing') },
    'POST /admin/projects/:id/opening': { path: project('/opening') },
    'POST /admin/missions': { sent: () => ({ fields: { name: `Mission ${(places += 1)}` } }) },
    'GET /admin/missions/:id': { path: async () => `/admin/missions/${await mission()}` },
    'POST /admin/missions/:id': { path: async () => `/admin/missions/${await mission()}`, sent: () => ({ fields: { name: `Mission ${(places += 1)}` } }) },
    'GET /admin/specialties/:code': { path: async () => '/admin/specialties/radiology' },
    'POST /admin/specialties/:code': { path: async () => '/admin/specialties/radiology', sent: () => ({ fields: { target: '3', days: 'mon', from: '08:00', to: '12:00', zone: 'UTC' } }) },
    'GET /admin/accounts/requests/:id': { path: request('') },
    'POST /admin/accounts/requests/:id/approval': { path: request('/approval'), sent: () => ({ fields: rights }) },
    'POST /admin/accounts/requests/:id/refusal': { path: request('/refusal'), sent: () => ({ fields: { reason: 'Nobody knows them' } }) },
  };
}
