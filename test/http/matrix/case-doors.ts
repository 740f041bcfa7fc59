import type { CaseRows } from './case-copies.js';
import { ANSWER, caseForm, CLOSING, picture } from './case-fixtures.js';
import type { Sent } from './knock.js';
import type { Cast } from './people.js';

/** How a case route of the table is tried: with which ids in its address, and with what in its form. */
export interface Door {
  readonly method: string;
  /** The address, of this copy of the case. */
  path(copy: Pick<CaseRows, 'reference' | 'tables'>): string;
  sent(copy: Pick<CaseRows, 'reference'>): Sent;
}

/** What a route's form brings; a route without one is sent empty. */
const forms = ({ people, projects }: Cast, png: Awaited<ReturnType<typeof picture>>): Record<string, Door['sent']> => {
  const letter = { body: 'Please look at this too', question: 'Since when?', language: 'en' };
  return {
    'POST /cases/:reference': () => ({ fields: { ...caseForm(projects.bunara), do: 'save' }, files: [] }),
    'POST /cases/:reference (submit)': () => ({ fields: { ...caseForm(projects.bunara), do: 'submit-anyway' }, files: [] }),
    'POST /cases/:reference/allocations': () => ({ fields: { specialty: 'dermatology', specialist: people.unasked.id } }),
    'POST /cases/:reference/allocations/:allocation/due-time': () => ({ fields: { due: '2099-01-05T12:00' } }),
    'POST /cases/:reference/refusal': () => ({ fields: { reason: 'On leave' } }),
    'POST /cases/:reference/messages': () => ({ fields: letter, files: [] }),
    'POST /cases/:reference/questions': () => ({ fields: letter, files: [] }),
    'POST /cases/:reference/replies': () => ({ fields: letter, files: [] }),
    'POST /cases/:reference/answers': () => ({ fields: ANSWER, files: [] }),
    'POST /cases/:reference/attachments': () => ({ files: [png] }),
    'POST /cases/:reference/attachments/:id': () => ({ fields: { name: 'back.png', description: 'The back' } }),
    'POST /cases/:reference/attachments/:id (of the specialist)': () => ({ fields: { name: 'plan.png', description: 'The plan' } }),
    'POST /uploads': ({ reference }) => ({
      headers: { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', 'upload-length': String(png.bytes.length), 'upload-metadata': `filename ${btoa(png.name)},case ${btoa(reference)}` },
      body: png.bytes,
    }),
    'POST /cases/:reference/closure': () => ({ fields: CLOSING }),
    'POST /cases/:reference/outcome': () => ({ fields: CLOSING }),
    'POST /cases/:reference/handover': () => ({ fields: { to: people.colleague.id } }),
    'POST /cases/:reference/posted-in-error': () => ({ fields: { reason: 'Of another patient' } }),
  };
};

const NOWHERE = '00000000-0000-4000-8000-000000000000';

export async function caseDoors(cast: Cast): Promise<(key: string) => Door> {
  const sent = forms(cast, await picture('green'));
  const fileOf = ({ tables }: Pick<CaseRows, 'tables'>, name: string) => tables.attachments.find((file) => file.name === name)?.id ?? NOWHERE;
  const liveAllocation = ({ tables }: Pick<CaseRows, 'tables'>) =>
    (tables.case_allocations.find(({ state }) => state !== 'refused' && state !== 'withdrawn') ?? tables.case_allocations.find(({ state }) => state === 'refused'))?.id ?? NOWHERE;
  return (key) => {
    const [method = '', route = ''] = key.split(' ');
    const file = key.endsWith('(of the specialist)') ? 'blue.png' : 'red.png';
    return {
      method,
      path: (copy) => route.replace(':reference', copy.reference).replace(':allocation', liveAllocation(copy)).replace(':id', fileOf(copy, file)).replace(':size', '960'),
      sent: sent[key] ?? (() => ({})),
    };
  };
}
