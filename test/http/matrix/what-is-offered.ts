import { plain } from '../../support/forms.js';
import { rightAnswers } from './case-answers.js';
import { CASE_TABLE, type State } from './case-table.js';
import { PAGE_TABLE, rightPageAnswers } from './page-table.js';
import { EVERYONE, isSignedIn, type PersonName } from './people.js';
import type { Stage } from './stage.js';

const PAGES = ['', '/discussion', '/attachments', '/edit'];
/** Doors that these pages lead to. Files and allocations have doors of their own, and some forms a page of their own, which is one of the doors. */
const OFFERED = Object.keys(CASE_TABLE).filter((key) => !/\/:(id|allocation|size)|preview|\.pdf\/file|\((submit|of )|\/(uploads|allocations)$|^GET \/cases\/:reference(\/(history|discussion|attachments))?$/.test(key) && !(key.startsWith('POST') && key.replace('POST', 'GET') in CASE_TABLE));
/** Of a draft there is none yet. */
const PATIENT = 'GET /patients/:id';

/** Where the links and buttons of a page lead below a case, as keys of the table. */
function doorsOn(html: string, reference: string): string[] {
  const key = (method: string, address: string) => `${method} ${plain(address).replace(/[?#].*$/, '').replace(reference, ':reference').replace(/^\/patients\/[^/]+$/, '/patients/:id')}`;
  const links = [...html.matchAll(/<a\b[^>]*\shref="([^"#]+)/g)].map(([, href]) => key('GET', href!));
  const buttons = [...html.matchAll(/\s(?:form)?action="([^"#]+)/g)].map(([, action]) => key('POST', action!));
  return [...links, ...buttons];
}

/** @returns what a case's pages offer to somebody whom the table refuses it, or keep from somebody who may */
export async function tryWhatIsOffered({ cast, stock }: Stage, state: State): Promise<string[]> {
  const wrong: string[] = [];
  for (const person of EVERYONE.filter(isSignedIn) as Exclude<PersonName, 'visitor'>[]) {
    if (rightAnswers(CASE_TABLE['GET /cases/:reference']!, person, state).join() !== '+') continue;
    const { reference } = await stock.lookAt(state, person);
    const html: string[] = [];
    for (const page of PAGES) html.push((await cast.at[person].get(`/cases/${reference}${page}`)).text);
    const offered = new Set(doorsOn(html.join(''), reference));
    for (const key of state === 'draft' ? OFFERED : [...OFFERED, PATIENT]) {
      const right = key === PATIENT ? rightPageAnswers(PAGE_TABLE[key]!, person) : rightAnswers(CASE_TABLE[key]!, person, state);
      if (offered.has(key) && !right.includes('+')) wrong.push(`${key}: is offered to ${person}, ${state}`);
      if (!offered.has(key) && right.join() === '+') wrong.push(`${key}: is not offered to ${person}, ${state}`);
    }
  }
  return wrong;
}
