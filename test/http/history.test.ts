import { startApp, type TestApp } from '../support/app.js';
import { caseStory, type CaseStory } from '../support/case-story.js';

let telecase: TestApp;
let story: CaseStory;
beforeAll(async () => {
  telecase = await startApp();
  story = await caseStory(telecase);
});
afterAll(() => telecase.stop());

it('has every change of a case: who, when, why, from what and to what, in the reader’s words', async () => {
  const { nurse: author, colleague, dermatologist, coordinator, pediatrician } = story.people;
  const [nurse, derma, desk, pedia] = await Promise.all([author, dermatologist, coordinator, pediatrician].map((person) => story.signedIn(person)));
  const other = await telecase.world.patient((await telecase.db.query(`select id from projects where code = 'BUN'`))[0].id, 'P-OLD', author);
  const reference = await story.posted(nurse!, { 'local-reference': 'P-NEW' });
  const at = (path: string) => `/cases/${reference}/${path}`;
  const [{ patient_id: patient }] = await telecase.db.query(`select patient_id from cases where reference = $1`, [reference]);

  await story.allocate(reference, pediatrician, 'pediatrics');
  await pedia!.post(at('refusal'), { reason: 'On leave' });
  await story.allocate(reference, dermatologist, 'dermatology');
  await derma!.post(at('acceptance'));
  await derma!.postFiles(at('questions'), { question: 'Since when?', language: 'en' });
  await nurse!.postFiles(at('replies'), { body: 'Three weeks.', language: 'en' });
  await nurse!.postFiles(at('attachments'), {}, [{ name: 'scan0001.csv', bytes: Buffer.from('drug,dose\n') }]);
  const [{ id }] = await telecase.db.query(`select a.id from attachments a join cases c on c.id = a.case_id where c.reference = $1`, [reference]);
  await nurse!.post(at(`attachments/${id}`), { name: 'drugs.csv', description: '', 'takenOn': '' });
  await nurse!.post(at(`attachments/${id}`), { name: 'drugs.csv', description: 'All she takes', 'takenOn': '2026-01-04' });
  await nurse!.post(at(`attachments/${id}`), { name: 'drugs.csv', description: 'All she takes', 'takenOn': '2026-01-04' });
  await nurse!.post(at('medco-notice'));
  await nurse!.post(`/patients/${patient}/merger`, { with: 'P-OLD', keep: other, reason: 'Same card' });
  await nurse!.post(at('handover'), { to: colleague.id });
  await derma!.postFiles(at('answers'), { impression: 'Tinea', advice: 'Cream', language: 'en' });
  await desk!.post(at('closure'), { 'carried-out': 'partly', condition: 'better', changed: 'Yes' });
  await nurse!.post(at('outcome'), { 'carried-out': 'all', condition: 'better', changed: 'Yes' });
  const next = (await nurse!.post(at('continuation'))).location!.split('/')[2];

  const lines = (html: string) => [...html.matchAll(/<li class="happened">(.*?)<\/li>/gs)].map(([, line]) => line!.replace(/<time.*?<\/time>/s, '').replace(/<svg.*?<\/svg>/gs, '').replace(/<br>/g, ' | ').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').replace(/ \| $/, '').trim());
  expect(lines((await nurse!.get(at('history'))).text)).toEqual([
    'Posted by Nurse M. Okello (from Draft to Awaiting allocation)',
    'S. Lindqvist allocated it to Dr L. Haddad, Pediatrics (from Awaiting allocation to Allocated)',
    'Dr L. Haddad refused it (from Allocated to Awaiting allocation) | On leave',
    'S. Lindqvist allocated it to Dr A. Diallo, Dermatology (from Awaiting allocation to Allocated)',
    'Dr A. Diallo accepted it (from Allocated to With specialist)',
    'Dr A. Diallo asked for information (from With specialist to Information requested)',
    'Nurse M. Okello replied to Dr A. Diallo (from Information requested to With specialist)',
    'Nurse M. Okello added scan0001.csv',
    'Nurse M. Okello renamed a file from scan0001.csv to drugs.csv',
    'Nurse M. Okello described a file anew: “All she takes” instead of “–” | drugs.csv',
    'Nurse M. Okello changed the view or the date of a file | drugs.csv',
    'Nurse M. Okello notified the Medco',
    'Nurse M. Okello merged the patient’s record P-NEW into P-OLD | Same card',
    'Nurse M. Okello handed it over from Nurse M. Okello to Dr P. Sanni',
    'Dr A. Diallo answered (from With specialist to Answered)',
    'S. Lindqvist closed it (from Answered to Closed) | How is the patient? Better. Was the advice carried out? Partly.',
    'Nurse M. Okello reported the outcome',
    `Nurse M. Okello continued it as ${next}`,
  ]);
  const french = lines((await derma!.get(at('history'))).text);
  expect(french).toHaveLength(18);
  expect(french.at(13)).toBe('Nurse M. Okello l’a transmis de Nurse M. Okello à Dr P. Sanni');
  expect(french.join(' ')).not.toMatch(/\{\{|cases:|undefined/);
});
