import { join } from 'node:path';
import { LANGUAGE_CODES } from '#config/languages';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { mailText } from './mail.text.js';
import { NOTIFICATION_KINDS } from './notification.kinds.js';

const dictionary = new Dictionary(join(projectRoot, 'src'));
const values = { name: 'Dr A. Diallo', link: 'https://telecase.invalid/cases/BUN-2026-0042', reference: 'BUN-2026-0042', reason: 'Not a member of the hospital', hours: 72, isTraining: true };
const mails = LANGUAGE_CODES.flatMap((language) => NOTIFICATION_KINDS.map((kind) => [language, kind, mailText(dictionary.in(language), kind, values)] as const));

/** What is told about an account, and not about a case. */
const OF_ACCOUNTS = /^(account|role|password|second-step|email|new-place)/;

/** What a mail must never speak of, in either language. */
const CLINICAL = /patient|\bage\b|âge|sex|diagnos|sympt|treat|traite|history|histoire|exam|image|picture|photo|consent|urgen|consult|dermato|pédiat|pediat|psych|obst|male|féminin/i;

describe.each(mails)('%s: %s', (_, kind, { subject, text }) => {
  it('has all its words, greets the reader and gives the link on a line of its own', () => {
    expect(`${subject} ${text}`).not.toMatch(/notifications:|kinds\.|\{\{|undefined/);
    expect(text.split('\n')[0]).toMatch(/Dr A\. Diallo,$/);
    expect(text).toMatch(/^https:\/\/telecase\.invalid\/cases\/BUN-2026-0042$/m);
    expect(subject).not.toContain('\n');
  });

  it('names the case by its reference and says nothing clinical', () => {
    const isOfCase = !OF_ACCOUNTS.test(kind);
    expect(subject.includes('BUN-2026-0042')).toBe(isOfCase);
    expect(text.replace(values.link, '').includes('BUN-2026-0042')).toBe(isOfCase);
    expect(`${subject} ${text}`).not.toMatch(CLINICAL);
  });
});

it('tells why an account was refused', () => {
  for (const [, kind, { text }] of mails) expect(text.includes('Not a member of the hospital')).toBe(kind === 'account-refused');
});
