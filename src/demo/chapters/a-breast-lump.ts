import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

/** Closed without an outcome, and with the reason why nobody knows it. */
export async function aBreastLump(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff-b', daysAgo(30, '09:05'), {
    title: 'Lump in the left breast for six months',
    'local-reference': 'T-214', age: '46', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'patient', 'consent-how': 'spoken',
    history: 'She felt a lump in the left breast six months ago. It has grown, does not hurt, does not change with her periods. No discharge. Five children, all breastfed. No family history that she knows of. She has lost some weight since the move last year.',
    examination: 'Hard lump of 4 by 3 cm in the upper outer quadrant, uneven, moves a little against the chest wall. The skin above it is drawn in when she lifts her arm. Two hard nodes of 1 cm in the left armpit. The right breast, liver and spine are normal.',
    temperature: '36.7', 'heart-rate': '82', 'blood-pressure': '118/74', weight: '52',
    investigations: 'Haemoglobin 11.0 g/dL. HIV negative. Pregnancy test negative.',
    diagnosis: 'Breast cancer until proved otherwise.',
    question: 'She asks what to expect. Is there anything that we should do here before we refer her, a needle sample for example, or should we not touch it?',
    specialty: 'obstetrics-gynecology', sections: ['obstetrics-gynecology'],
    'obstetrics-gynecology.pregnant': 'no', 'obstetrics-gynecology.gravida': '6', 'obstetrics-gynecology.para': '5', 'obstetrics-gynecology.bleeding': 'none',
  });
  await kase.submit('staff-b', daysAgo(30, '09:40'));
  await kase.allocate('obgyn', daysAgo(30, '10:00'));
  await kase.accept('obgyn', daysAgo(30, '10:25'));
  await kase.answer('obgyn', daysAgo(30, '11:50'), {
    impression: 'I agree: a breast cancer with nodes in the armpit, on what you felt. Hard, uneven, skin drawn in, growing for six months.',
    advice: '1. Do not cut it out and take no needle sample: without a pathologist the sample is lost, and a wound delays what can be done.\n2. Refer her to where a core biopsy, surgery and drugs are under one roof; ask your Medco which hospital takes patients without payment.\n3. Tell her plainly that it is probably a cancer, that treatment exists, and that months count. Offer to talk to the family with her.',
    watch: 'Back pain, breathlessness, yellow eyes: then she should travel sooner, or stay home with good pain relief, as she wishes.',
    report: 'When you know where she can go.',
  });
  await kase.readBy('staff-b', 'medco');
  await kase.comment('medco', daysAgo(29, '08:20'), 'The university hospital would see her on any Tuesday; transport is covered by the mission. I have sent the form to the clinic.');
  await kase.readBy('staff-b', 'obgyn');
  await kase.close('staff-b', daysAgo(19, '13:10'), { skippedBecause: 'She went back to her family in the north before the journey was arranged, and the clinic has no way to reach her.' });
}
