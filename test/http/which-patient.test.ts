import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/forms.js';
import { aCaseForm, aMission, signedIn, type Cast } from '../support/stories.js';
import type { Visitor } from '../support/visitor.js';

/** Whose case it is: the patient who was meant, or a question, never a guess. */

let telecase: TestApp;
let cast: Cast;
let nurse: Visitor;

beforeAll(async () => {
  telecase = await startApp();
  cast = await aMission(telecase);
  nurse = await signedIn(telecase, cast.staff);
});
afterAll(() => telecase.stop());

const NOBODY_NEW = { 'local-reference': '', age: '', sex: '' };
const send = (address: string, more: Record<string, string>) => nurse.postFiles(address, aCaseForm(cast.project, { _once: crypto.randomUUID(), step: '0', version: '', do: 'submit-anyway', ...more }));
const registered = (reference: string) => telecase.world.patient(cast.project, reference, cast.staff);
const actionOf = (html: string) => /<form method="post" action="([^"]+)"/.exec(html)![1]!;
const patientOfCase = async (location: string | null) => (await telecase.db.query(`select patient_id from cases where reference = $1`, [location!.split('posted=')[1]]))[0].patient_id;

it('keeps a draft with a chosen patient and a new one, and asks which when it is submitted', async () => {
  const known = await registered('K-1');
  const both = { patient: known, 'local-reference': 'N-1', age: '40', sex: 'male' };
  const draft = (await send('/cases', { ...both, do: 'save' })).location!.replace('/edit', '');
  const asked = await send(draft, both);
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('href="#patient"');
  expect(plain(asked.text)).toContain('Choose a patient or register a new one, not both');
  expect(asked.text).toContain('value="N-1"');
  expect(asked.text).toContain(`value="${known}" selected`);

  const { location } = await send(draft, { ...both, patient: '' });
  const registeredNow = await patientOfCase(location);
  expect(registeredNow).not.toBe(known);
  expect((await telecase.db.query(`select local_reference from patients where id = $1`, [registeredNow]))[0]).toEqual({ local_reference: 'N-1' });
});

it('offers the patient whose reference is known already, however many came since', async () => {
  const known = await registered('OLD-1');
  for (let at = 0; at < 60; at += 1) await registered(`LATER-${at}`);
  const refused = await send('/cases', { 'local-reference': 'OLD-1' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="#local-reference"');
  expect(plain(refused.text)).toContain('This project has a patient with this reference: OLD-1, Girl, 6 years. Choose that patient above');
  expect(refused.text).toContain(`<option value="${known}">OLD-1, Girl, 6 years</option>`);
  const { location } = await send(actionOf(refused.text), { ...NOBODY_NEW, patient: known });
  expect(await patientOfCase(location)).toBe(known);
});

it('offers the patient who was kept, by the reference that was merged away', async () => {
  const [kept, other] = [await registered('KEPT-1'), await registered('GONE-1')];
  expect((await nurse.post(`/patients/${kept}/merger`, { with: 'GONE-1', keep: kept, reason: 'The same child' })).status).toBe(303);
  for (let at = 0; at < 60; at += 1) await registered(`AFTER-${at}`);
  const refused = await send('/cases', { 'local-reference': 'GONE-1' });
  expect(plain(refused.text)).toContain('This project has a patient with this reference: KEPT-1, Girl, 6 years.');
  expect(refused.text).toContain(`<option value="${kept}">`);
  expect(refused.text).not.toContain(other);
});
