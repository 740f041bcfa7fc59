import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

/** A draft: begun, put aside, with one of three pictures and no consent yet. */
export async function aBurnOfTheHand(stage: Stage): Promise<void> {
  await beginCase(stage, 'staff', daysAgo(1, '19:47'), {
    title: 'Burn of the left hand, day 10',
    'local-reference': 'P-0119', age: '31', 'age-unit': 'years', sex: 'female',
    history: 'Hot oil over the back of the left hand ten days ago. Cooled with water at home, dressed here every second day with silver sulfadiazine.',
    examination: 'About 1 % of the body. The centre is still moist and pale yellow, the edge is closing. She bends the fingers to two thirds of a fist.',
    specialty: 'dermatology', sections: ['dermatology'],
    'dermatology.onset': 'sudden', 'dermatology.duration': '10 days', 'dermatology.number': 'one', 'dermatology.pain': 'moderate',
  }, [picture('hand.jpg', 'burnt-hand.svg', 'Back of the left hand, after washing', 'distribution')]);
}
