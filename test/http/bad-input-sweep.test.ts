import { DiscoveryService, Reflector } from '@nestjs/core';
import { routeTable } from '#libs/authorization/route-table';
import { AccountLinks, EmailChanges, RequestConfirmations, type LinkPurpose } from '../../src/accounts/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';
import { expectDecent } from '../support/decent.js';
import { formsOn, plain, type PageForm } from '../support/forms.js';
import { setUpSecondStep } from '../support/authenticator.js';
import { nastyWaysToSend, type Nasty } from '../support/nasty.js';
import { CLIENT, startProvider, type TestProvider } from '../support/openid-provider.js';
import type { Answer, Visitor } from '../support/visitor.js';
import { PASSWORD, type Person } from '../support/world.js';

/** Every form of the product, found on its pages, sent in every wrong way there is. */

let telecase: TestApp;
let provider: TestProvider;
let story: CaseStory;
let admin: Person;
let auditor: Person;
const attacked = new Set<string>();

beforeAll(async () => {
  const address = 'http://telecase.test';
  provider = await startProvider(address);
  telecase = await startApp({ PUBLIC_URL: address, OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: 'Lakeside Hospital' });
  story = await caseStory(telecase);
  admin = await telecase.world.person('T. Berg', { roles: ['administrator'], language: 'fr' });
  auditor = await telecase.world.person('R. Amsel', { roles: ['auditor'] });
});
afterAll(async () => {
  await telecase.stop();
  await provider.setUp(false);
});
beforeEach(() => telecase.db.query(`delete from rate_limits`));

/** A page with forms: who has it open, in which language, and how it comes to be there. */
interface Scene {
  readonly who?: () => Person;
  readonly language?: string;
  /** Of the page itself. */
  readonly status?: number;
  readonly page: () => Promise<string>;
  /** Whose browser it is, where it is neither a visitor's nor that of somebody signed in. */
  readonly browser?: () => Promise<Visitor>;
}

const people = () => story.people;
const nurse = () => story.atWork(people().nurse);
const posted = async () => story.posted(await nurse());
const draft = async () => (await (await nurse()).postFiles('/cases', { project: (await projectOf('BUN')), title: 'A draft', do: 'save' })).location!.split('/')[2]!;
const projectOf = async (code: string): Promise<string> => (await telecase.db.query(`select id from projects where code = $1`, [code]))[0].id;
const allocated = async () => {
  const reference = await posted();
  await story.allocate(reference, people().dermatologist, 'dermatology');
  return reference;
};
const dueTimeOf = async (reference: string) => {
  const [{ id }] = await telecase.db.query(`select a.id from case_allocations a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);
  return `/cases/${reference}/allocations/${id}/due-time`;
};
const overdue = async (reference: string) => {
  await telecase.world.person(`Dr ${Math.random()}`, { roles: ['specialist'], specialties: ['dermatology'] });
  await telecase.db.query(`update case_allocations set due_at = now() - interval '1 hour' where case_id = (select id from cases where reference = $1)`, [reference]);
  return `/cases/${reference}`;
};
const closed = async () => {
  const reference = await posted();
  await story.close(reference);
  return reference;
};
const asked = async () => {
  const reference = await story.accepted();
  await (await story.atWork(people().dermatologist)).postFiles(`/cases/${reference}/questions`, { question: 'Since when?', language: 'en' });
  return reference;
};
const withFile = async (reference: string) => {
  await (await nurse()).postFiles(`/cases/${reference}/attachments`, {}, [{ name: 'drugs.csv', bytes: Buffer.from('drug,dose\n') }]);
  const [{ id }] = await telecase.db.query(`select a.id from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);
  return `/cases/${reference}/attachments/${id}`;
};
/** Nobody makes it: its page offers to try again. */
const pdfThatFailed = async () => {
  const reference = await posted();
  await withFile(reference);
  await telecase.db.query(`update attachments a set media_type = 'application/pdf', pages = 40 from cases c where c.id = a.case_id and c.reference = $1`, [reference]);
  await telecase.db.query(`insert into case_pdfs (id, case_id, account_id, files) select gen_random_uuid(), id, $2, 1 from cases where reference = $1`, [reference, people().nurse.id]);
  return `/cases/${reference}.pdf`;
};
const someAccount = async (state: 'active' | 'approved' | 'disabled') => {
  const { id } = await telecase.world.person(`Somebody ${Math.random()}`, { roles: ['specialist'], specialties: ['dermatology'] });
  const password = state === 'approved' ? ', password_hash = null, password_changed_at = null' : '';
  await telecase.db.query(`update accounts set state = $2${password} where id = $1`, [id, state]);
  return `/admin/accounts/${id}`;
};
const roleToConfirm = async () => {
  const [asking, getting] = [await telecase.world.person(`Admin ${Math.random()}`, { roles: ['administrator'] }), await someAccount('active')];
  await (await story.signedIn(asking)).post(`${getting}/rights`, { roles: ['specialist', 'auditor'], specialties: 'dermatology' });
  return '/admin/accounts';
};
const openRequest = async () => {
  const email = `asks${Math.random()}@example.org`;
  await telecase.db.query(`delete from rate_limits`);
  await telecase.visitor().post('/request-account', { name: 'Dr N. Sorel', email, role: 'medco', mission: (await telecase.db.query(`select id from missions limit 1`))[0].id, why: 'New here', language: 'fr' });
  await telecase.settled();
  return `/admin/accounts/requests/${(await telecase.db.query(`select id from account_requests where email = $1`, [email]))[0].id}`;
};
const requestToConfirm = async () => (await telecase.app.get(RequestConfirmations).issue(telecase.db, (await openRequest()).split('/').at(-1)!))!;
const absent = async () => {
  await (await story.atWork(people().dermatologist)).post('/profile/absences', { first: '2099-01-01', last: '2099-02-01' });
  return '/profile';
};
const letters = () => Array.from({ length: 5 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(Math.random() * 26)]).join('');
const someProject = async () => `/admin/projects/${await telecase.world.project(await telecase.world.mission(`Mission ${Math.random()}`), letters(), 'Somewhere')}`;
const closedProject = async () => {
  const path = await someProject();
  await telecase.db.query(`update projects set closed_at = now() where id = $1`, [path.split('/').at(-1)]);
  return path;
};
const newcomer = () => telecase.world.person(`Dr ${Math.random()}`, { roles: ['specialist'], specialties: ['dermatology'] });
const goingAway = async () => {
  const person = await newcomer();
  await story.allocate(await posted(), person, 'dermatology');
  return story.signedIn(person);
};
const withSecondStep = async () => {
  const person = await newcomer();
  const visitor = await story.signedIn(person);
  await setUpSecondStep(visitor);
  return { person, visitor };
};
const newAddress = async () => {
  const [{ id }, email] = [await newcomer(), `${Math.random()}@example.org`];
  await telecase.db.query(`insert into email_changes (account_id, email) values ($1, $2)`, [id, email]);
  return (await telecase.app.get(EmailChanges).issue(telecase.db, id, email))!;
};
const atTheCode = async () => {
  const visitor = telecase.visitor();
  await visitor.signIn((await withSecondStep()).person.email, PASSWORD);
  return visitor;
};
const failedMail = async () => {
  await telecase.db.query(`select graphile_worker.add_job('no-such-task', max_attempts => 1)`);
  await telecase.db.query(`update graphile_worker._private_jobs set attempts = 1, last_error = 'EAI_AGAIN'`);
  return '/admin/failures';
};
const twice = async () => {
  const [one, other] = [`P-${Math.random()}`, `P-${Math.random()}`];
  const id = await telecase.world.patient(await projectOf('BUN'), one, people().nurse);
  await telecase.world.patient(await projectOf('BUN'), other, people().nurse);
  return `/patients/${id}/merger?with=${other}`;
};
const passwordLink = async (purpose: LinkPurpose, state: 'active' | 'approved') => {
  const { id } = await telecase.world.person(`Somebody ${Math.random()}`, { roles: ['specialist'], specialties: ['dermatology'] });
  if (state === 'approved') await telecase.db.query(`update accounts set state = 'approved', password_hash = null, password_changed_at = null where id = $1`, [id]);
  return telecase.app.get(AccountLinks).issue(telecase.db, id, purpose);
};
const expiredLink = async (purpose: LinkPurpose) => {
  const path = await passwordLink(purpose, purpose === 'reset' ? 'active' : 'approved');
  await telecase.db.query(`update account_links set expires_at = now()`);
  return path;
};

const scenes: Record<string, Scene> = {
  'sign-in': { page: async () => '/sign-in' },
  'sign-in, in French': { page: async () => '/sign-in?lang=fr', language: 'fr' },
  'the second step of a sign-in': { page: async () => '/sign-in/code', browser: atTheCode },
  'request an account': { page: async () => '/request-account' },
  'the address of a request': { page: requestToConfirm },
  'forgotten password': { page: async () => '/forgotten-password' },
  'a first password': { page: () => passwordLink('activation', 'approved') },
  'a new password': { page: () => passwordLink('reset', 'active') },
  'a link that has expired': { page: () => expiredLink('reset'), status: 409 },
  'a first link that has expired': { page: () => expiredLink('activation'), status: 409 },
  'a new case': { who: () => people().nurse, page: async () => '/cases/new' },
  'a draft': { who: () => people().nurse, page: async () => `/cases/${await draft()}/edit` },
  'a file': { who: () => people().nurse, page: async () => withFile(await posted()) },
  'a file of a draft': { who: () => people().nurse, page: async () => withFile(await draft()) },
  'attachments': { who: () => people().nurse, page: async () => `/cases/${await posted()}/attachments` },
  'a case, to the project': { who: () => people().nurse, page: async () => `/cases/${await posted()}` },
  'a closed case': { who: () => people().nurse, page: async () => `/cases/${await closed()}` },
  'the PDF of a large case': { who: () => people().nurse, page: pdfThatFailed },
  'closing': { who: () => people().nurse, page: async () => `/cases/${await posted()}/closure` },
  'posted in error': { who: () => people().nurse, page: async () => `/cases/${await posted()}/posted-in-error` },
  'handing over': { who: () => people().nurse, page: async () => `/cases/${await posted()}/handover` },
  'what somebody leaves': { who: () => admin, language: 'fr', page: async () => (await posted()) && `/admin/accounts/${people().nurse.id}/work` },
  'a new patient': { who: () => people().nurse, page: async () => '/patients/new' },
  'two records of a patient': { who: () => people().nurse, page: twice },
  'the outcome': { who: () => people().nurse, page: async () => `/cases/${await closed()}/outcome` },
  'a question, to the project': { who: () => people().nurse, page: async () => `/cases/${await asked()}/discussion` },
  'the discussion, to the project': { who: () => people().nurse, page: async () => `/cases/${await story.accepted()}/discussion` },
  'an allocated case, to the specialist': { who: () => people().dermatologist, language: 'fr', page: async () => `/cases/${await allocated()}` },
  'the discussion, to the specialist': { who: () => people().dermatologist, language: 'fr', page: async () => `/cases/${await story.accepted()}/discussion` },
  'allocation': { who: () => people().coordinator, page: async () => `/cases/${await posted()}/allocate` },
  'withdrawing an allocation': { who: () => people().coordinator, page: async () => `/cases/${await allocated()}/allocate` },
  'changing a due time': { who: () => people().coordinator, page: async () => dueTimeOf(await allocated()) },
  'an overdue case, to the coordinators': { who: () => people().coordinator, page: async () => overdue(await allocated()) },
  'the profile of a specialist': { who: () => people().dermatologist, language: 'fr', page: absent },
  'the setting up of a second step': { who: () => people().nurse, page: async () => '/profile/second-step/setup' },
  'a second step': { page: async () => '/profile/second-step', browser: async () => (await withSecondStep()).visitor },
  'a change of password': { page: async () => '/profile/password', browser: async () => story.signedIn(await newcomer()) },
  'a change of address': { page: async () => '/profile/email', browser: async () => story.signedIn(await newcomer()) },
  'a new address': { page: newAddress },
  'passkeys': {
    page: async () => '/profile/passkeys',
    browser: async () => {
      const { person, visitor } = await withSecondStep();
      await telecase.db.query(`insert into passkeys (id, account_id, public_key, counter, name) values ($1, $2, '', 0, 'Firefox, Linux')`, [String(Math.random()).slice(2), person.id]);
      return visitor;
    },
  },
  'a proof': { page: async () => '/profile/proof', browser: async () => story.signedIn(await newcomer()) },
  'a proof with a code': { page: async () => '/profile/proof', browser: async () => (await withSecondStep()).visitor },
  'a proof elsewhere': {
    page: async () => '/profile/proof',
    browser: async () => {
      const { person, visitor } = await withSecondStep();
      await telecase.db.query(`insert into account_identities (issuer, subject, account_id) values ($1, $2, $3)`, [provider.issuer, person.id, person.id]);
      return visitor;
    },
  },
  'somebody’s second step': { who: () => admin, language: 'fr', page: async () => `/admin/accounts/${(await withSecondStep()).person.id}/second-step` },
  'cases of a specialist who goes away': { page: async () => '/profile/absences/cases', browser: goingAway },
  'an account': { who: () => admin, language: 'fr', page: () => someAccount('active') },
  'an account of somebody known elsewhere': {
    who: () => admin, language: 'fr',
    page: async () => {
      const path = await someAccount('active');
      await telecase.db.query(`insert into account_identities (issuer, subject, account_id) values ('ldap:dc=example', $1::text, $1::uuid)`, [path.split('/').at(-1)]);
      return path;
    },
  },
  'an invited account': { who: () => admin, language: 'fr', page: () => someAccount('approved') },
  'a disabled account': { who: () => admin, language: 'fr', page: () => someAccount('disabled') },
  'roles to confirm': { who: () => admin, language: 'fr', page: roleToConfirm },
  'a request for an account': { who: () => admin, language: 'fr', page: openRequest },
  'missions and projects': { who: () => admin, language: 'fr', page: async () => '/admin/projects' },
  'a mission': { who: () => admin, language: 'fr', page: async () => `/admin/missions/${await telecase.world.mission(`Mission ${Math.random()}`)}` },
  'a new project': { who: () => admin, language: 'fr', page: async () => '/admin/projects/new' },
  'a project': { who: () => admin, language: 'fr', page: someProject },
  'a closed project': { who: () => admin, language: 'fr', page: closedProject },
  'a specialty': { who: () => admin, language: 'fr', page: async () => '/admin/specialties/radiology' },
  'failures': { who: () => admin, language: 'fr', page: failedMail },
  'the access log': { who: () => auditor, page: async () => '/audit' },
};

describe('every form, sent in every wrong way', () => {
  it.each(Object.keys(scenes))('%s', async (name) => {
    const { who, language = 'en', status = 200, page, browser } = scenes[name]!;
    const enter = () => browser?.() ?? (who ? story.signedIn(who()) : Promise.resolve(telecase.visitor()));
    let visitor = await enter();
    let path = await page();
    const opened = await visitor.get(path);
    expect(opened.status, opened.text).toBe(status);
    expectDecent(opened, { language, what: name });
    const forms = oneOfEachKind(formsOn(opened.text));
    expect(forms.length, `forms of ${name}`).toBeGreaterThan(0);
    const problems: string[] = [];
    for (const form of forms) {
      for (const action of form.actions.keys()) {
        attacked.add(form.actions[action]!);
        let here = await offered(path) ?? await offered((path = await page())) ?? form;
        for (const way of nastyWaysToSend(form, who || browser ? await visitor.csrf() : '')) {
          const what = `${name}: ${here.actions[action]}: ${way.what}`;
          const before = await rowsOnTheLog();
          const answer = await send(visitor, here.actions[action]!, way);
          problems.push(...problemsOf(() => check(answer, here, way, { language, what })));
          if (answer.status === 422 && OF_A_PATIENT.test(here.actions[action]!) && await rowsOnTheLog() === before) problems.push(`${what}: is seen once more, and not on the access log`);
          if (answer.status >= 400) continue;
          // It was taken. If that has ended what the form is for, the next try gets a page of its own.
          if (answer.location?.startsWith('/sign-in') && (who || browser)) visitor = await enter();
          here = await offered(path) ?? await offered((path = await page())) ?? form;
        }
        async function offered(path: string) {
          const { status: now, text } = await visitor.get(path);
          return now === status ? formsOn(text).find((one) => sameForm(one, form)) : undefined;
        }
      }
    }
    expect(problems).toEqual([]);
  }, 300_000);

  it('has met every address that takes forms', () => {
    // Files in parts come by a protocol, not by a form: what is wrong with them is told in uploads.test.ts.
    const routes = routeTable(telecase.app.get(DiscoveryService), telecase.app.get(Reflector)).filter(({ method, path }) => method === 'POST' && path !== '/uploads');
    const met = ({ path }: { path: string }) => [...attacked].some((action) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(action));
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.filter((route) => !met(route)).map(({ path }) => path)).toEqual([]);
  });
});

/** Whether a form is the same as before on a page that has changed meanwhile: the same fields, sent to the same kind of address. */
const sameForm = (one: PageForm, other: PageForm): boolean => kindOf(one) === kindOf(other);
const kindOf = ({ actions, fields }: PageForm) => [...actions.map((action) => action.replaceAll(/\/[^/]*\d[^/]*/g, '/:id')), ...fields.map(({ name }) => name).filter((name) => !/\d/.test(name))].join(' ');

/** Of forms that are alike, as each line of a list has one, the first: any of them would be found again as that one. */
const oneOfEachKind = (forms: readonly PageForm[]): PageForm[] => forms.filter((form, at) => forms.findIndex((other) => sameForm(other, form)) === at);

/** Addresses below which every page shows something of a patient; but for one file, of which a row speaks for ten minutes. */
const OF_A_PATIENT = /^\/(cases\/[A-Z]+-\d|patients\/[\da-f]+-)(?!.*\/attachments\/.)/;
const rowsOnTheLog = async (): Promise<number> => (await telecase.db.query(`select count(*)::int as rows from access_log`))[0].rows;

/** What a check has to say, so that one bad answer does not hide the next. */
function problemsOf(look: () => void): string[] {
  try {
    look();
    return [];
  } catch (error) {
    return [(error as Error).message.slice(0, 600)];
  }
}

const send = (visitor: Visitor, action: string, { body, type, headers }: Nasty): Promise<Answer> =>
  visitor.send(action, { method: 'POST', body, headers: { ...headers, ...(type && { 'content-type': type }) } });

function check(answer: Answer, form: PageForm, { typed = {} }: Nasty, { language, what }: { language: string; what: string }): void {
  expectDecent(answer, { language, what, typed: Object.values(typed) });
  if (answer.status < 400) return;
  const shown = plain(answer.text);
  for (const [name, text] of Object.entries(typed)) {
    const isPassword = form.fields.find((field) => field.name === name)?.type === 'password';
    expect(shown.includes(text), `${what}: ${name} is ${isPassword ? 'on the page' : 'lost'}, ${answer.status}\n${shown.slice(0, 400)}`).toBe(!isPassword);
  }
}
