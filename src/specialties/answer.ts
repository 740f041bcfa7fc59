/** An answer as a case keeps it: ISO date, the value of an option, a list of such values. */
export type Answer = string | number | boolean | readonly string[];

/** By the key of the field; unanswered ones are left out. */
export type Answers = Readonly<Record<string, Answer>>;

/** What came from the form, as it was typed or ticked. */
export type TypedAnswers = Readonly<Record<string, string | readonly string[]>>;
