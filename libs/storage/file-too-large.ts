/** There is more of a file than may be kept. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}
