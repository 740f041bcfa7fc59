import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { minutesAgo } from '../times.js';

/** Urgent, and with the specialist right now, who has an hour. */
export async function bleedingAt34Weeks(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff', minutesAgo(57), {
    title: 'Bleeding at 34 weeks, blood pressure rising',
    'local-reference': 'P-0122', age: '27', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'patient', 'consent-how': 'spoken',
    history: 'Third pregnancy. Headache since yesterday. Painful, hard belly and dark bleeding since this morning, one pad soaked in two hours. The child moves less than usual. No fit, no blurred sight.',
    examination: 'Pale, anxious. Womb tense and tender, does not relax between pains. Head down, not engaged. No vaginal examination done. Knee reflexes brisk, ankles swollen.',
    temperature: '36.8', 'heart-rate': '112', 'respiratory-rate': '22', 'blood-pressure': '164/108', spo2: '97', weight: '71',
    investigations: 'Haemoglobin 8.9 g/dL. Urine: protein +++. A clot forms in 9 minutes at the bedside. Scan: placenta at the fundus, no praevia.',
    treatment: 'Two drips, Ringer lactate 500 ml. Magnesium sulfate 4 g IV given, 10 g IM given. Nifedipine 10 mg by mouth. Blood group known, two donors called.',
    diagnosis: 'Abruption with severe pre-eclampsia.',
    question: 'Caesarean now, at 34 weeks with this haemoglobin, or rupture the membranes and try for a vaginal birth? The surgeon is here and asks for a word within the hour.',
    specialty: 'obstetrics-gynecology', urgency: 'urgent', sections: ['obstetrics-gynecology'],
    'obstetrics-gynecology.pregnant': 'confirmed', 'obstetrics-gynecology.gestation': '34', 'obstetrics-gynecology.gestation-known-by': 'early-scan',
    'obstetrics-gynecology.gravida': '3', 'obstetrics-gynecology.para': '2', 'obstetrics-gynecology.bleeding': 'light',
    'obstetrics-gynecology.fetal-heart': 'heard', 'obstetrics-gynecology.fetal-heart-rate': '118', 'obstetrics-gynecology.previous-caesareans': '0',
    'obstetrics-gynecology.previous-births': 'Two at term, vaginal, both children alive.',
  }, [picture('blood-pressure.bmp', 'blood-pressure-chart.svg', 'Blood pressure over the last four hours, scanned chart')]);
  await kase.submit('staff', minutesAgo(51));
  await kase.allocate('obgyn', minutesAgo(44), { note: 'The surgeon waits beside the patient.', due: minutesAgo(-45) });
  await kase.accept('obgyn', minutesAgo(33));
}
