import { createAccount, setPassword, writeRights } from '../../accounts/index.js';
import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

/** A doctor's time in the project is over: the account is disabled, and an administrator hands the open case over to the nurse who stays. */
export async function aCaseLeftBehind(stage: Stage): Promise<void> {
  const { tx, cast, now } = stage;
  const stays = cast.actor('staff');
  const person = { name: 'Dr E. Lindholm', email: 'lindholm@demo.example', language: 'en', timeZone: stays.timeZone } as const;
  const id = (await createAccount(tx, person))!;
  await setPassword(tx, id, 'nobody signs in with this');
  await writeRights(tx, id, { roles: ['project-staff'], projects: [...stays.projectIds], missions: [], specialties: [] });
  await tx.query(`update accounts set created_at = $2 where id = $1`, [id, daysAgo(90, '08:00')(now)]);
  const leaves = { ...stays, ...person, id };

  const kase = await beginCase(stage, leaves, daysAgo(6, '09:20'), {
    title: 'Weight loss and a cough for two months',
    'local-reference': 'P-0112', age: '12', 'age-unit': 'years', sex: 'male',
    'consent-basis': 'guardian', 'consent-how': 'spoken',
    history: 'Two months of cough with little sputum, night sweats for three weeks, trousers two holes tighter. Two courses of amoxicillin changed nothing. No blood. His father was treated for tuberculosis last year.',
    examination: 'Thin, not short of breath. Fine crackles below the right collar bone. No swollen nodes.',
    temperature: '37.6', 'heart-rate': '92', 'respiratory-rate': '22', 'blood-pressure': '104/66', spo2: '97', weight: '29',
    investigations: 'HIV test negative. Two sputum smears negative, the third is on its way.',
    treatment: 'Amoxicillin twice, seven days each.',
    diagnosis: 'Tuberculosis of the lung, smear negative.',
    question: 'Would you begin treatment for tuberculosis now, or wait for the third smear and an X-ray next week?',
    specialty: 'pediatrics',
  });
  await kase.submit(leaves, daysAgo(6, '09:45'));
  await kase.allocate('pediatrics', daysAgo(6, '10:10'));
  await kase.accept('pediatrics', daysAgo(6, '10:40'));
  await kase.answer('pediatrics', daysAgo(6, '12:15'), {
    impression: 'Tuberculosis until proved otherwise: contact at home, sweats, weight, no answer to two antibiotics. Negative smears are the rule at his age.',
    advice: 'Begin treatment now, by his weight. Take the X-ray when you can; do not wait for it. Look at everybody who sleeps in the same room.',
    watch: 'Yellow eyes, vomiting, drowsiness, breathlessness.',
    report: 'Weight and cough after four weeks.',
  });
  await kase.readBy('staff');

  await writeRights(tx, id, { roles: ['project-staff'], projects: [], missions: [], specialties: [] });
  await tx.query(`update accounts set state = 'disabled' where id = $1`, [id]);
  await kase.handOver('admin', id, 'staff', daysAgo(2, '08:30'));
}
