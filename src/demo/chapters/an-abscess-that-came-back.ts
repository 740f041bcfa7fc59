import { beginCase } from '../begin-a-case.js';
import type { Stage } from '../stage.js';
import { daysAgo } from '../times.js';
import type { ToldCase } from '../told-case.js';

const CONSENT = { 'consent-basis': 'patient', 'consent-how': 'spoken', 'consent-by': 'Dr P. Sanni' };

/** One patient, three cases, each of which goes on from the one before. */
export async function anAbscessThatCameBack(stage: Stage): Promise<void> {
  const { now } = stage;
  const on = (days: number) => ({ ...CONSENT, 'consent-on': daysAgo(days, '08:00')(now).toISOString().slice(0, 10) });
  const first = await beginCase(stage, 'staff-b', daysAgo(75, '08:10'), {
    title: 'Boils in both armpits', 'local-reference': 'T-198', age: '24', 'age-unit': 'years', sex: 'female', ...on(75),
    history: 'Painful boils in both armpits for five weeks, one after the other. Two were opened in the market. No fever.',
    examination: 'Three tender lumps on the left, two on the right, one drains pus. Old scars.',
    question: 'Is this more than ordinary boils, and which antibiotic would you give?',
    specialty: 'dermatology',
  });
  await goesToDermatology(first, 75, ['08:30', '08:50', '09:20']);
  await first.answer('dermatology', daysAgo(75, '10:30'), {
    impression: 'Hidradenitis rather than boils: both sides, scars, one after the other.',
    advice: 'Doxycycline 100 mg twice a day for twelve weeks. Open only what fluctuates. No shaving.',
    watch: 'Fever, a red line up the arm.', report: 'After four weeks.',
  });
  await first.close('staff-b', daysAgo(70, '09:00'), { carriedOut: 'partly', condition: 'better', changed: 'We stopped opening each lump.', remark: 'She took the tablets for five days.' });
  await first.reportOutcome('staff-b', daysAgo(48, '09:00'), 'The lumps on the right have gone, those on the left are smaller.');

  const second = await first.continue('staff-b', daysAgo(40, '07:40'), {
    ...on(40), title: 'Boils in the armpits: a new abscess on the left',
    history: 'Better for four weeks, then she ran out of tablets. Since Monday a new lump on the left, larger than any before.',
    question: 'Open it, or begin the tablets again and wait?',
  });
  await goesToDermatology(second, 40, ['08:00', '08:20', '08:45']);
  await second.answer('dermatology', daysAgo(40, '09:50'), {
    impression: 'An abscess in hidradenitis.', advice: 'Open it if it fluctuates, and begin doxycycline again the same day, twelve weeks this time.', watch: 'Fever.', report: 'In three weeks.',
  });
  await second.close('staff-b', daysAgo(35, '10:00'), { carriedOut: 'all', condition: 'better', changed: 'Opened on the same day.', remark: '' });

  const third = await second.continue('staff-b', daysAgo(3, '07:30'), {
    ...on(3), title: 'Boils in the armpits: healed, and now a rash from the tablets?',
    history: 'The armpits are dry. Since last week red, itching forearms and face after a morning in the field.',
    question: 'Is this from the doxycycline and the sun, and what instead?',
  });
  await goesToDermatology(third, 3, ['07:50', '08:10', '08:30']);
  await third.answer('dermatology', daysAgo(3, '09:40'), {
    impression: 'A reaction to light under doxycycline.', advice: 'Stop it. Cover and shade until it has gone. Nothing instead while the armpits stay dry.', watch: 'Blisters.', report: 'If lumps come back.',
  });
}

async function goesToDermatology(kase: ToldCase, days: number, [posted, allocated, accepted]: readonly [string, string, string]): Promise<void> {
  await kase.submit('staff-b', daysAgo(days, posted));
  await kase.allocate('dermatology', daysAgo(days, allocated));
  await kase.accept('dermatology', daysAgo(days, accepted));
}
