import type { Actor } from '#libs/authorization/actor';
import { isoDay } from '#libs/i18n/times';
import { PROJECTS, type Handle, type ProjectCode } from './cast.js';
import { moveToThePast } from './past.js';
import { describeFiles, receive, type Prop } from './props.js';
import type { Stage } from './stage.js';
import type { StoryTime } from './times.js';
import { ToldCase } from './told-case.js';

/** Starts a draft as the form would send it, in the author's project; what goes without saying need not be said. @param form by field name */
export async function beginCase(stage: Stage, by: Handle | Actor, at: StoryTime, form: Record<string, string | string[]>, props: readonly Prop[] = []): Promise<ToldCase> {
  const { tx, cast, drafts, now } = stage;
  const author = typeof by === 'string' ? cast.actor(by) : by;
  const code = (Object.keys(PROJECTS) as ProjectCode[]).find((one) => cast.projectId(one) === author.projectIds[0])!;
  const consent: Record<string, string> = form['consent-basis'] ? { 'consent-by': author.name, 'consent-on': isoDay(at(now), author.timeZone) } : {};
  const typed = { project: cast.projectId(code), kind: 'clinical', urgency: 'routine', language: author.language, means: PROJECTS[code].means, ...consent, ...form };
  const { id } = await drafts.start(tx, author, typed, await receive(stage, props));
  await describeFiles(stage, id, props, at(now));
  await moveToThePast(stage, id, at(now));
  return new ToldCase(stage, id, author.language);
}
