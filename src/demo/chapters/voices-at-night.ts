import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { daysAgo, minutesAgo } from '../times.js';

/** Refused with a reason, then allocated to somebody else, who has just accepted. */
export async function voicesAtNight(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff-b', daysAgo(1, '08:50'), {
    title: 'Sleepless for ten days, hears voices at night',
    'local-reference': 'T-236', age: '16', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'guardian', 'consent-how': 'spoken',
    history: 'A quiet pupil until two weeks ago. She has slept two or three hours a night since then, talks to people whom nobody else sees, and says that neighbours read her thoughts. She hardly eats. No fever, no fits, no fall. No birth, no miscarriage. A maternal aunt was "ill in the same way" for years.',
    examination: 'Clean, restless, looks around as if called. Knows the day, the place and her teacher. Answers after long pauses. No stiff neck, pupils and gait normal, thyroid not enlarged.',
    temperature: '36.9', 'heart-rate': '96', 'respiratory-rate': '18', 'blood-pressure': '112/70', spo2: '99', weight: '47',
    investigations: 'Malaria, HIV, syphilis and pregnancy tests negative. Glucose 5.0 mmol/L. Haemoglobin 12.3 g/dL.',
    treatment: 'None yet. Her mother stays with her.',
    diagnosis: 'First psychosis.',
    question: 'Is there a bodily cause that we have missed at her age? May we begin haloperidol, how much, and what do we tell the family?',
    specialty: 'pediatrics', sections: ['pediatrics', 'psychiatry'],
    'pediatrics.weight': '47', 'pediatrics.vaccination': 'unknown', 'pediatrics.danger-signs': ['none'],
    'psychiatry.risk-to-self': 'neglect', 'psychiatry.risk-to-others': 'none', 'psychiatry.duration': 'Two weeks, the first time', 'psychiatry.function': 'impaired',
    'psychiatry.substances': ['none'], 'psychiatry.current-drugs': 'None.', 'psychiatry.interpreter': 'colleague',
  });
  await kase.submit('staff-b', daysAgo(1, '09:30'));
  await kase.allocate('pediatrics', daysAgo(1, '09:50'));
  await kase.refuse('pediatrics', daysAgo(1, '10:40'), 'At 16 and with this question a psychiatrist helps her more than I can. From the paediatric side: nothing here points to an infection or to epilepsy, I would do no further test.');
  await kase.allocate('psychiatry', minutesAgo(95), { note: 'Dr L. Haddad has looked at it from the paediatric side, see the reason of the refusal.' });
  await kase.accept('psychiatry', minutesAgo(40));
}
