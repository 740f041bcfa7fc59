/** One small fault, put in and taken out again while the product runs. */
export interface Mutant {
  /** Where it is, and what was done. */
  readonly name: string;
  put(): void;
  takeOut(): void;
  /** Routes by their method and path, that it is most likely to be noticed at. */
  readonly routes?: readonly string[];
  /** Routes that are tried by everybody, last. */
  readonly rows?: RegExp;
}
