const NUMBER = /^[1-9]\d{0,3}$/;

/** The page that an address asks for; the first when it says nothing sensible. */
export function pageNumber(asked: unknown): number {
  return typeof asked === 'string' && NUMBER.test(asked) ? Number(asked) : 1;
}
