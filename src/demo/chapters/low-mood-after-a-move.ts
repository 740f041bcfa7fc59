import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { minutesAgo } from '../times.js';

/** Has just been submitted, and waits for the coordinators. */
export async function lowMoodAfterAMove(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff', minutesAgo(41), {
    title: 'Low mood and not eating since a move to the camp',
    'local-reference': 'P-0121', age: '19', 'age-unit': 'years', sex: 'male',
    'consent-basis': 'patient', 'consent-how': 'spoken',
    history: 'Came to the camp two months ago, without his parents. Eats once a day at most, sleeps badly, no longer goes to the football that he liked. Cries when he is alone. Works in the kitchen every second day. No voices, no fears of being followed.',
    examination: 'Thin, speaks softly, smiles once. Knows day and place. Scalp, skin and heart normal, no goitre.',
    temperature: '36.6', 'heart-rate': '68', 'blood-pressure': '110/70', weight: '54',
    investigations: 'Haemoglobin 13.0 g/dL. HIV negative. Malaria negative.',
    treatment: 'Three talks with our counsellor, with an interpreter.',
    diagnosis: 'Depression or grief.',
    question: 'Could this be depression that needs a drug, or grief that needs company? He is hard to reach. We have fluoxetine; when would you give it at his age, and what would you do first?',
    specialty: 'psychiatry', sections: ['psychiatry'],
    'psychiatry.risk-to-self': 'none', 'psychiatry.risk-to-others': 'none', 'psychiatry.duration': 'Two months, the first time', 'psychiatry.function': 'impaired',
    'psychiatry.substances': ['tobacco'], 'psychiatry.substance-use': 'Four cigarettes a day', 'psychiatry.current-drugs': 'None.', 'psychiatry.interpreter': 'trained',
  });
  await kase.submit('staff', minutesAgo(25));
}
