import { cameFrom } from './viewer.page.js';

describe('cameFrom', () => {
  const of = (said: unknown, referer?: string) => cameFrom('BUN-2026-0042', said, referer);

  it.each([
    ['history', undefined, 'history'],
    [undefined, 'https://x.example/cases/BUN-2026-0042/discussion?image=1#images', 'discussion'],
    [undefined, 'https://x.example/cases/BUN-2026-0042', 'details'],
    [undefined, 'https://x.example/cases/BUN-2026-0042/images/3f2a', 'attachments'],
    [undefined, 'https://x.example/cases/BUN-2026-0043/discussion', 'attachments'],
    [undefined, 'nonsense', 'attachments'],
    [undefined, undefined, 'attachments'],
    ['//evil.example', undefined, 'attachments'],
    [['history'], undefined, 'attachments'],
  ])('said %j, after %s: %s', (said, referer, tab) => expect(of(said, referer)).toBe(tab));
});
