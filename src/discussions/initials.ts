/** "Dr A. Diallo" is AD: the first letters of the last two words of a name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words.slice(-2).map((word) => [...word][0]!.toUpperCase()).join('');
}
