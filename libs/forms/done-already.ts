/** What a form asks for was done when it was sent before, and its answer was lost on the way. Answered by leading there now. */
export class DoneAlready extends Error {
  /** @param location where the form led to */
  constructor(readonly location: string) {
    super(`Done already: ${location}`);
  }
}
