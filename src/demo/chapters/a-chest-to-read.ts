import { beginCase } from '../begin-a-case.js';
import { picture } from '../pictures.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';

/** A radiology reading that is overdue: accepted days ago, and still not answered. */
export async function aChestToRead(stage: Stage): Promise<void> {
  const kase = await beginCase(stage, 'staff-b', daysAgo(5, '07:45'), {
    kind: 'radiology',
    title: 'Cough for two months, chest X-ray to read',
    'local-reference': 'T-231', age: '7', 'age-unit': 'years', sex: 'female',
    'consent-basis': 'guardian', 'consent-how': 'spoken',
    history: 'Cough for two months, worse at night, not better after amoxicillin. Evening fevers, tired, has lost about 2 kg. Her grandmother, in the same house, has been treated for tuberculosis since spring.',
    examination: 'Thin, not in distress. Fewer breath sounds at the right base, no wheeze. Small firm nodes on both sides of the neck.',
    temperature: '37.9', 'heart-rate': '108', 'respiratory-rate': '30', spo2: '95', weight: '17.5',
    investigations: 'HIV negative. Stool sample for GeneXpert sent to Bunara, no result yet. X-ray taken at Bunara.',
    treatment: 'Amoxicillin 5 days, three weeks ago.',
    diagnosis: 'Tuberculosis of the lung.',
    question: 'What do you see in the right lung? Is it enough, with the contact, to start treatment before the result of the stool sample?',
    specialty: 'pediatrics', sections: ['pediatrics'],
    'pediatrics.weight': '17.5', 'pediatrics.height': '117', 'pediatrics.vaccination': 'complete-card', 'pediatrics.danger-signs': ['none'],
  }, [picture('chest.dcm', 'chest-x-ray.svg', 'Chest from the front, as the machine saved it')]);
  await kase.submit('staff-b', daysAgo(5, '08:10'));
  await kase.allocate('pediatrics', daysAgo(5, '08:30'), { note: 'A reading; the child is stable.' });
  await kase.accept('pediatrics', daysAgo(5, '09:15'));
  await kase.comment('staff-b', daysAgo(2, '07:20'), 'Still waiting for the stool sample. She is the same, the fever comes every evening.');
}
