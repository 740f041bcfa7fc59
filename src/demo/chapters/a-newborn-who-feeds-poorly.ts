import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { minutesAgo } from '../times.js';

/** Urgent, and answered within two hours; the project has not read it yet. */
export async function aNewbornWhoFeedsPoorly(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff', minutesAgo(300), {
    title: 'Newborn with poor feeding on day 4',
    'local-reference': 'P-0120', age: '4', 'age-unit': 'days', sex: 'male',
    'consent-basis': 'guardian', 'consent-how': 'spoken',
    history: 'Born at term in the village four days ago, cried at once, fed well for two days. Since last night he takes the breast for a minute and falls asleep. One vomit of milk. Passed stool today. The mother had fever on the day of the birth; waters broke the evening before.',
    examination: 'Sleepy, wakes when undressed. Fontanelle flat. Grunts now and then, slight drawing in below the ribs. Navel red for 1 cm, moist, smells. Yellow to the chest. Refill of the skin 3 seconds.',
    temperature: '38.3', 'heart-rate': '168', 'respiratory-rate': '64', spo2: '93', weight: '2.9',
    investigations: 'Glucose 2.8 mmol/L before, 4.4 after. Malaria negative (mother too).',
    treatment: 'Glucose 10 % 6 ml IV. Ampicillin 150 mg and gentamicin 15 mg IV, first dose an hour ago. Oxygen 0.5 L/min: 97 %. Kept warm on the mother’s chest.',
    diagnosis: 'Sepsis of the newborn, from the navel.',
    question: 'Are the antibiotics right, and do we need a lumbar puncture that none of us has done in a newborn? How do we feed him: breast, tube, or drip?',
    specialty: 'pediatrics', urgency: 'urgent', sections: ['pediatrics'],
    'pediatrics.age-days': '4', 'pediatrics.weight': '2.9', 'pediatrics.vaccination': 'none', 'pediatrics.birth-history': 'Term, vaginal, at home; 3.1 kg by the midwife’s scale. Cried at once. Mother HIV and syphilis negative.',
    'pediatrics.feeding': ['breast'], 'pediatrics.danger-signs': ['lethargic'],
  });
  await kase.submit('staff', minutesAgo(288));
  await kase.allocate('pediatrics', minutesAgo(281), { note: 'Urgent: within the hour, please.', due: minutesAgo(220) });
  await kase.accept('pediatrics', minutesAgo(272));
  await kase.answer('pediatrics', minutesAgo(229), {
    impression: 'Early sepsis with an infected navel; meningitis cannot be excluded and does not change what you do tonight. You have done the important things already.',
    advice: '1. Go on: ampicillin 50 mg/kg every 12 hours (every 8 from day 7), gentamicin 5 mg/kg once a day. If the redness of the navel spreads or pus comes, cloxacillin instead of ampicillin.\n2. No lumbar puncture tonight. Treat for 10 days; 14 if he has a fit or the fontanelle bulges.\n3. Feed by tube: expressed breast milk, 15 ml every 3 hours, 5 ml more each day. No breast until he breathes under 60 and wakes by himself. Drip only if he vomits.\n4. Glucose before each feed for the first day: under 2.5 mmol/L, 2 ml/kg of glucose 10 % again.\n5. Chlorhexidine 7.1 % on the navel once a day, open to the air. Skin to skin.',
    watch: 'Pauses in breathing, a fit (staring, cycling legs), a bulging fontanelle, green vomit, yellow to the feet.',
    report: 'Tonight at 20:00 your time, or at once with any of those.',
  });
}
