import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

/** Closed with its outcome; when the knee swells again, it goes on as a new draft. */
export async function aSwollenKnee(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff', daysAgo(34, '07:10'), {
    title: 'Fever and a painful swollen knee',
    'local-reference': 'P-0081', age: '9', 'age-unit': 'years', sex: 'male',
    'consent-basis': 'guardian', 'consent-how': 'spoken', 'consent-teaching': 'yes',
    history: 'Four days of fever; the right knee swelled within a day. He fell on it a week ago and walked normally afterwards. Since yesterday he puts no weight on the leg. No cough, no diarrhoea, no rash. Never had a painful joint before.',
    examination: 'Ill but alert. Right knee hot, tense with fluid, held bent at 30 degrees; every movement hurts. Other joints normal. No heart murmur. The bones above and below the knee are not tender.',
    temperature: '39.2', 'heart-rate': '128', 'respiratory-rate': '26', 'blood-pressure': '100/60', spo2: '98', weight: '24',
    investigations: 'Malaria test negative. Haemoglobin 10.4 g/dL. X-ray attached.',
    treatment: 'Paracetamol. Ceftriaxone 1.2 g IV once, this morning.',
    diagnosis: 'Septic arthritis of the right knee.',
    question: 'Must this joint be washed out today, and can we do it with a needle? Which antibiotic after the first ceftriaxone, and for how long?',
    specialty: 'pediatrics', sections: ['pediatrics'],
    'pediatrics.weight': '24', 'pediatrics.height': '128', 'pediatrics.vaccination': 'incomplete', 'pediatrics.danger-signs': ['none'],
  }, [picture('knee-from-the-side.tif', 'knee-x-ray.svg', 'Right knee from the side, scanned film')]);
  await kase.submit('staff', daysAgo(34, '07:30'));
  await kase.allocate('pediatrics', daysAgo(34, '08:05'));
  await kase.accept('pediatrics', daysAgo(34, '08:20'));
  await kase.ask('pediatrics', daysAgo(34, '08:32'), 'Thank you, a clear picture of a sick joint. Please put a wide needle in now, sterile, under ketamine: how much comes out, how thick, what colour? And can anybody near you do an open washout if it fills again?');
  await kase.readBy('staff');
  await kase.reply('staff', daysAgo(34, '11:05'), '18 ml of thin yellow pus from the outer side above the kneecap. Washed with 120 ml of saline until clear. He slept afterwards for the first time. Our surgeon is back on Thursday; until then only the needle.');
  await kase.answer('pediatrics', daysAgo(34, '12:15'), {
    impression: 'Septic arthritis of the knee, most likely Staphylococcus aureus. The X-ray shows fluid and no bone infection, which at four days it would not show yet.',
    advice: '1. Empty and wash the joint again tomorrow, and each day on which it is tense.\n2. Cloxacillin 50 mg/kg IV every 6 hours instead of ceftriaxone. By mouth once he has had no fever for 3 days and moves the knee; 3 weeks in all.\n3. Splint in extension for comfort, out of it twice a day to move.\n4. Still feverish, or filling again, after 48 hours of this: open washout on Thursday.',
    watch: 'Pain over the bone itself, a second joint, fast breathing, a murmur.',
    report: 'After 48 hours.',
    pictures: { 'knee-from-the-side.tif': 'usable' },
  });
  await kase.readBy('staff', 'medco');
  await kase.comment('staff', daysAgo(32, '09:40'), 'Third washout this morning: 4 ml, clear. No fever since last night. He bends the knee to 60 degrees.');
  await kase.readBy('pediatrics');
  await kase.close('staff', daysAgo(22, '10:05'), { carriedOut: 'all', condition: 'better', changed: 'The joint was emptied three times in three days instead of once, and no surgery was needed.', remark: 'Discharged on day 12, tablets until day 21.' });
  await kase.continue('staff', daysAgo(1, '06:30'), {
    title: 'Knee swollen again, five weeks after septic arthritis',
    history: 'Ran with the others for the first time on Saturday. Since then the right knee is swollen again, less painful than in the first illness, no fever. The tablets were finished two weeks ago; the mother says that none was missed.',
  });
}
