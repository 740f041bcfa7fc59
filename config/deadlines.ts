/** How long a case may wait before the coordinators are told, in hours of the clock: they look after it day and night. */
export const DEADLINES = {
  /** From when it began to wait for allocation: by being submitted, or by the last refusal or withdrawal. */
  hoursToAllocate: 1,
  /** From being submitted to the first answer of anybody. */
  hoursToFirstAnswer: 72,
} as const;
