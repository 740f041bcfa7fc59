import { Dictionary } from '#libs/i18n/words';
import { LANGUAGE_CODES } from '#config/languages';
import { join } from 'node:path';
import type { RefusedFile } from '#libs/uploads/index';
import { refusal } from './refusals.js';

const dictionary = new Dictionary(join(import.meta.dirname, '..'));
const limits = { megabytes: 500, atOnce: 50, most: 300 };
const refused = (more: Partial<RefusedFile>): RefusedFile => ({ field: 'files', name: 'report.jpg', reason: 'lies', claimed: 'jpg', found: '', ...more });

describe('what is said of a refused file', () => {
  it.each([
    ['exe', 'a program'], ['script', 'a program'], ['zip', 'an archive'], ['svg', 'a web page'], ['docm', 'a document with macros'], ['png', 'a file of the kind PNG'], ['', 'something else'],
  ])('found %j', (found, kind) => {
    const { heading, text } = refusal(refused({ found }), limits, dictionary.in('en'));
    expect(heading).toBe('report.jpg was not added.');
    expect(text).toMatch(new RegExp(`^It says jpg but is ${kind}\\. Choose`));
  });

  it.each(LANGUAGE_CODES)('has words for every reason (%s)', (language) => {
    for (const reason of ['empty', 'not-accepted', 'lies', 'too-large', 'too-many'] as const) {
      const { text } = refusal(refused({ reason, found: 'exe' }), limits, dictionary.in(language));
      expect(text, reason).not.toMatch(/attachments:|\{\{/);
    }
  });
});
