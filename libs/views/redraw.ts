/** Thrown when a form can't be accepted: the same page again, with what was typed and what is wrong. */
export class Redraw extends Error {
  constructor(
    readonly view: string,
    readonly page: object,
    readonly status: 401 | 409 | 413 | 422 | 429 | 503 = 422,
    /** To wait before the next try; told to programs too. */
    readonly minutes?: number,
  ) {
    super(`Redraw ${view}`);
  }
}
