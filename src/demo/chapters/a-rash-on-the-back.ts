import { beginCase } from '../begin-a-case.js';
import { document, picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { daysAgo, minutesAgo } from '../times.js';

/** Two specialists: one has answered, the other asks, and asks once more. The turn is the project's. */
export async function aRashOnTheBack(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff', daysAgo(1, '10:35'), {
    title: 'Ring-shaped rash on the back, growing for three weeks',
    'local-reference': 'P-0117', age: '6', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'guardian', 'consent-how': 'spoken',
    history: 'Three weeks ago the mother saw one red, itchy spot below the left shoulder blade. It spread outwards as a ring; others followed. From the second week a cream from the market (betamethasone) twice a day: less red, but larger. No fever, eats and plays as usual. Her brother, 3, has a bald patch on the scalp. The family keeps goats.',
    examination: 'Well child. Five ring-shaped plaques on the back, 2 to 6 cm, with a raised scaling edge and a paler centre. No blisters, no pus. Scalp and nails clear. No swollen nodes.',
    temperature: '36.8', 'heart-rate': '96', 'respiratory-rate': '22', 'blood-pressure': '98/60', spo2: '98', weight: '16.5',
    investigations: 'HIV test negative in June. Glucose 5.1 mmol/L.',
    treatment: 'Betamethasone 0.1 % cream, about 10 days.',
    diagnosis: 'Ringworm changed by the steroid cream? Leprosy not excluded.',
    question: 'What is this rash, and how do we treat it with what we have? Should we stop the steroid cream?',
    specialty: 'dermatology', sections: ['dermatology', 'pediatrics'],
    'dermatology.onset': 'gradual', 'dermatology.duration': 'Three weeks', 'dermatology.site-and-distribution': 'Back, more on the left. Scalp, mouth, palms, soles and nails looked at: clear.',
    'dermatology.number': 'up-to-5', 'dermatology.itch': 'moderate', 'dermatology.pain': 'none', 'dermatology.others-affected': 'yes',
    'dermatology.evolution': 'Grows at the edge, paler in the centre. Less red, but larger, since the cream.', 'dermatology.previous-treatment': 'Betamethasone cream from the market, twice a day for 10 days.',
    'pediatrics.weight': '16.5', 'pediatrics.height': '109', 'pediatrics.muac': '152', 'pediatrics.oedema': 'no', 'pediatrics.vaccination': 'complete-card', 'pediatrics.danger-signs': ['none'],
  }, [
    picture('distribution.jpg', 'back-with-rings.svg', 'Whole back, standing', 'distribution'),
    picture('close-up-front.jpg', 'ring-from-the-front.svg', 'Largest plaque with a ruler', 'close-up-anterior-posterior'),
    picture('close-up-side.jpg', 'ring-from-the-side.svg', 'Largest plaque from the side', 'close-up-oblique-lateral'),
    document('vaccination-card.pdf', 'Both sides, name covered'),
  ]);
  await kase.submit('staff', daysAgo(1, '11:05'));
  await kase.allocate('dermatology', daysAgo(1, '11:15'));
  await kase.allocate('pediatrics', daysAgo(1, '11:17'), { note: 'For the child as a whole, the rash goes to dermatology.' });
  await kase.accept('dermatology', daysAgo(1, '11:31'));
  await kase.accept('pediatrics', daysAgo(1, '11:48'));
  await kase.ask('dermatology', daysAgo(1, '12:05'), 'Thank you, clear pictures. Before I call it ringworm: is light touch felt in the centre of each plaque (a wisp of cotton, eyes closed)? Any thickened nerve at the elbow or behind the knee? And one picture of the brother’s scalp, please.');
  await kase.readBy('staff');
  await kase.answer('pediatrics', daysAgo(1, '13:40'), {
    impression: 'Well nourished, growing along her line. Nothing to suggest a disease behind the rash.',
    advice: 'No treatment from my side. Look at the brother’s scalp as well: he may need tablets, a cream does not reach the hair.',
    watch: 'Fever, pus or a painful swelling of the scalp.',
    report: 'After two weeks, with the brother.',
    pictures: { 'distribution.jpg': 'good' },
  });
  await kase.reply('staff', daysAgo(1, '14:25'), 'Light touch felt in all five plaques, three times out of three. No thickened nerves that I can feel; a colleague checked too. The brother’s picture is attached: one round patch, short broken hairs, fine scale.', [
    picture('brother-scalp.jpg', 'patch-on-a-scalp.svg', 'Brother: round bald patch on the right side of the head', 'additional'),
  ]);
  await kase.readBy('staff', 'dermatology', 'medco');
  await kase.ask('dermatology', minutesAgo(130), 'That settles it: ringworm, changed by the steroid, and the brother’s scalp is where it comes from. Stop the cream today. Before I write the doses for both: what does the brother weigh, has either of them ever had yellow eyes, and do your griseofulvin tablets last for six weeks for two children?');
}
