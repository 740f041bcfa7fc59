import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { daysAgo, minutesAgo } from '../times.js';

/** Answered, after a question and a reply; the project has read it, and goes on before it closes. */
export async function aNumbPatch(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff-b', daysAgo(4, '06:55'), {
    title: 'Numb pale patch on the forearm, two years',
    'local-reference': 'T-229', age: '52', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'patient', 'consent-how': 'written', 'consent-teaching': 'yes',
    history: 'One pale patch on the right forearm, first seen two years ago, slowly larger. She burnt it on a pot last month and did not notice. No fever, no weakness that she knows of. An uncle "lost fingers" when she was a child.',
    examination: 'One patch of 6 by 4 cm, paler than the skin around it, dry, edge clear. No hair in it, no sweat on it. The rest of the skin, ears and nose are normal.',
    temperature: '36.6', 'heart-rate': '76', 'blood-pressure': '134/82', weight: '61',
    investigations: 'No skin smear possible here.',
    treatment: 'Miconazole cream for a month, no change.',
    diagnosis: 'Leprosy?',
    question: 'Is this leprosy, and with one patch alone, which treatment? Does anybody else in the house need to be seen?',
    specialty: 'dermatology', sections: ['dermatology'],
    'dermatology.onset': 'gradual', 'dermatology.duration': 'Two years', 'dermatology.site-and-distribution': 'Right forearm, inner side, below the elbow. Nothing elsewhere, palms and soles looked at.',
    'dermatology.number': 'one', 'dermatology.itch': 'none', 'dermatology.pain': 'none', 'dermatology.others-affected': 'no',
    'dermatology.evolution': 'Slowly larger, paler, lost its hair. No feeling when it was burnt.', 'dermatology.previous-treatment': 'Miconazole cream, four weeks.',
  }, [
    picture('forearm.jpg', 'forearm-with-a-patch.svg', 'Right forearm, whole', 'distribution'),
    picture('patch-front.jpg', 'patch-from-the-front.svg', 'The patch with a ruler', 'close-up-anterior-posterior'),
    picture('patch-side.jpg', 'patch-from-the-side.svg', 'From the side, with the cotton wisp', 'close-up-oblique-lateral'),
  ]);
  await kase.submit('staff-b', daysAgo(4, '07:35'));
  await kase.allocate('dermatology', daysAgo(4, '08:00'));
  await kase.accept('dermatology', daysAgo(4, '08:10'));
  await kase.ask('dermatology', daysAgo(4, '08:40'), 'Very probably, yes. Two things before I answer, please. Cotton wisp with her eyes closed: how many of ten touches does she feel in the patch, and beside it? And feel the ulnar nerve behind both elbows: is the right one thicker or painful? Strength of the little finger against yours?');
  await kase.readBy('staff-b');
  await kase.reply('staff-b', daysAgo(3, '07:15'), 'In the patch none of ten, beside it ten of ten. The right ulnar nerve is thicker than the left, like a pencil, and a little tender. The little finger is as strong as the left one, no claw.');
  await kase.readBy('dermatology', 'medco');
  await kase.answer('dermatology', daysAgo(3, '09:30'), {
    impression: 'Leprosy, with one patch and one thickened nerve. A patch without feeling and a thickened nerve are enough; no smear is needed.',
    advice: '1. Treatment with three drugs from the leprosy programme (blister packs are free): once a month under your eyes rifampicin 600 mg and clofazimine 300 mg; every day dapsone 100 mg and clofazimine 50 mg. Six months.\n2. Haemoglobin before and after a month: dapsone can break red cells.\n3. Test feeling and strength of both hands and feet each month, and write it down.\n4. Look at the skin of everybody in the house; ask the programme about a single dose of rifampicin for those without signs.\n5. Tell her that it is cured by tablets, that she infects nobody after the first dose, and that her skin may turn darker for some months.',
    watch: 'Red, swollen patches, pain in the nerve, or new weakness: that is a reaction, and needs prednisolone within days, not an end of the treatment.',
    report: 'After one month, or at once with any of those.',
    pictures: { 'forearm.jpg': 'good', 'patch-front.jpg': 'good', 'patch-side.jpg': 'usable' },
  });
  await kase.readBy('staff-b', 'medco');
  await kase.comment('medco', daysAgo(2, '08:05'), 'The leprosy programme delivers to Bunara on the first Monday. I have asked them to add one adult pack for Tindra.');
  await kase.comment('staff-b', minutesAgo(200), 'Haemoglobin 12.1 g/dL. She has taken the first dose here. Husband and two daughters looked at: nothing found. I will close this when she has been here for the second month.');
  await kase.readBy('medco');
}
