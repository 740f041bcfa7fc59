import { tidy, type FormResult } from '#libs/forms/form';
import { readNumber } from './numbers.js';
import { TIME, WEEKDAYS, type Weekday } from './service-hours.js';
import { LONGEST_TARGET_HOURS, SHORTEST_TARGET_HOURS, type Service } from './specialty.js';
import { zoneExists } from './zone-offset.js';

/** Reads when a specialty is at work, and how soon it answers. */
export function readService(body: unknown): FormResult<Service> {
  const values = tidy(body);
  const text = (name: string) => [values[name] ?? ''].flat()[0] ?? '';
  const targetHours = readNumber(text('target'));
  const sent = [values.days ?? []].flat();
  const days: Weekday[] = WEEKDAYS.filter((day) => sent.includes(day));
  const [zone, from, to] = [text('zone'), text('from'), text('to')];
  const errors: Record<string, string> = {};
  if (targetHours === undefined || targetHours < SHORTEST_TARGET_HOURS || targetHours > LONGEST_TARGET_HOURS) errors.target = 'specialties:service.target-wrong';
  if (!zoneExists(zone)) errors.zone = 'ui:errors.unusable';
  if (days.length === 0) errors.days = 'specialties:service.days-missing';
  if (!TIME.test(from)) errors.from = 'specialties:service.time-wrong';
  if (!TIME.test(to)) errors.to = 'specialties:service.time-wrong';
  else if (from >= to) errors.to = 'specialties:service.ends-before';
  if (Object.keys(errors).length > 0) return { ok: false, form: { values, errors } };
  return { ok: true, data: { targetHours: targetHours!, serviceHours: { zone, days, from, to } } };
}
