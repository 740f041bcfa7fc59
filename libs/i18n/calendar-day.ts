/** Whether a text is a day that exists, as YYYY-MM-DD: 30 February is none, although JavaScript takes it for 2 March. */
export function isCalendarDay(text: string): boolean {
  const day = new Date(`${text}T00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
