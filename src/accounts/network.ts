import { isIPv6 } from 'node:net';

/**
 * Whom an address stands for when tries are counted: itself, or its /64 in IPv6, since every household gets that
 * many addresses at once.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [start, end] = plain.split('%', 1)[0]!.split('::') as [string, string?];
  const groups = (part = '') => part.split(':').filter(Boolean);
  const missing = 8 - groups(start).length - groups(end).length;
  const all = end === undefined ? groups(start) : [...groups(start), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(end)];
  return `${all.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
