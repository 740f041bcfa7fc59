import { COMMON } from './common-passwords.js';

/** NIST SP 800-63B-4: length instead of composition; what is easy to guess is refused by looking at it, offline. */
export const SHORTEST = 15;
export const LONGEST = 128;
/** Characters that must remain when everything that comes first to mind is taken out. */
const OWN = 9;

/** Whose password it will be. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/**
 * What is wrong with a new password, as a message key; undefined when nothing is. A character is a Unicode code
 * point; any will do, spaces and emoji too.
 */
export function passwordProblem(password: string, owner: PasswordOwner): string | undefined {
  const length = [...password.normalize('NFC')].length;
  if (length === 0) return 'accounts:password.missing';
  if (length < SHORTEST) return 'accounts:password.too-short';
  if (length > LONGEST) return 'accounts:password.too-long';
  return [...ownPart(password, owner)].length < OWN ? 'accounts:password.too-common' : undefined;
}

/** What is left without common words, the owner's own, and repeats. */
function ownPart(password: string, { name, email }: PasswordOwner): string {
  const own = [...pieces(name), ...pieces(email), email.split('@', 1)[0]!.replaceAll(/[\s._-]/g, '')];
  const words = [...COMMON, ...own.filter((word) => word.length > 2)].map(folded).sort((a, b) => b.length - a.length);
  const plain = words.reduce((rest, word) => rest.replaceAll(word, ''), folded(password));
  return plain.replaceAll(/(.+?)\1+/gsu, '$1');
}

const pieces = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u);
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/[\s._-]/g, '');
