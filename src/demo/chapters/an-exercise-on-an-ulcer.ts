import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { minutesAgo } from '../times.js';

/** A training case: allocated, and not accepted yet. */
export async function anExerciseOnAnUlcer(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff', minutesAgo(84), {
    kind: 'training',
    title: 'Exercise: ulcer on the lower leg',
    'local-reference': 'TRAINING-3', age: '60', 'age-unit': 'years', sex: 'male',
    'consent-basis': 'patient', 'consent-how': 'written', 'consent-teaching': 'yes',
    history: 'An invented patient, for the new nurses. Farmer. Ulcer above the inner ankle for five months after a knock with a hoe. Legs heavy in the evening, better in the morning. No fever, no diabetes known.',
    examination: 'Shallow ulcer of 4 by 3 cm, red base with yellow slough, no smell. Brown, hard skin around it. Veins visible. Foot pulses felt on both sides.',
    temperature: '36.5', 'heart-rate': '72', 'blood-pressure': '138/84', weight: '66',
    investigations: 'Glucose 5.6 mmol/L.',
    treatment: 'Honey, then gentian violet.',
    question: 'Which signs say that this comes from the veins? Which dressing would you choose here, and what must be checked before bandaging tightly?',
    specialty: 'dermatology', sections: ['dermatology'],
    'dermatology.onset': 'gradual', 'dermatology.duration': 'Five months', 'dermatology.site-and-distribution': 'Left leg, above the inner ankle.', 'dermatology.number': 'one', 'dermatology.itch': 'mild', 'dermatology.pain': 'mild', 'dermatology.others-affected': 'no',
  }, [
    picture('leg.jpg', 'leg-with-an-ulcer.svg', 'Left leg, standing', 'distribution'),
    picture('ulcer-front.jpg', 'ulcer-from-the-front.svg', 'With a ruler', 'close-up-anterior-posterior'),
    picture('ulcer-side.jpg', 'ulcer-from-the-side.svg', 'From below', 'close-up-oblique-lateral'),
  ]);
  await kase.submit('staff', minutesAgo(75));
  await kase.allocate('dermatology', minutesAgo(52), { note: 'For training, when you have the time.' });
}
