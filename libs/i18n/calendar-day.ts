/** Whether a text is a day of the years 1 to 9999, as YYYY-MM-DD: 30 February is none, although JavaScript takes it for 2 March. */
export function isCalendarDay(text: string): boolean {
  const day = new Date(`${text}T00:00Z`);
  return text >= '0001' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
