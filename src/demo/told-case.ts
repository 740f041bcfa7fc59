import type { Actor } from '#libs/authorization/actor';
import { caseRules, subjectOf, type HeldCase, type NewAllocation } from '../cases/index.js';
import type { AnswerParts, Letter, PictureQuality } from '../discussions/index.js';
import { member, type Handle } from './cast.js';
import { moveToThePast } from './past.js';
import { describeFiles, receive, type Prop } from './props.js';
import type { Stage } from './stage.js';
import type { StoryTime } from './times.js';

/** The answer of a specialist; pictures by their name. */
type Answer = Omit<AnswerParts, 'pictures'> & { readonly pictures?: Readonly<Record<string, PictureQuality>> };
type Closing = Parameters<Stage['cases']['close']>[3];

/** A case of the story: what people do to it, each at a time of its own, all by the rules of the product. */
export class ToldCase {
  constructor(
    private readonly stage: Stage,
    readonly id: string,
    private readonly language: string,
  ) {}

  submit(by: Handle | Actor, at: StoryTime): Promise<void> {
    return this.happen(at, async ({ tx, cast, drafts }) => {
      const author = typeof by === 'string' ? cast.actor(by) : by;
      const { kase: draft } = await this.stage.gate.hold(tx, author, this.id, caseRules['edit-draft']);
      // A patient of this story is known to nobody outside its transaction yet.
      const wrong = Object.keys((await drafts.check(author, draft.form)).errors).filter((name) => name !== 'patient' || !draft.patientId);
      if (wrong.length > 0) throw new Error(`"${draft.title}" can't be submitted: ${wrong.join(', ')}`);
      await drafts.save(tx, author, this.id, draft.form, { become: (_, kase) => drafts.submit(tx, author, kase) });
    });
  }

  allocate(to: Handle, at: StoryTime, { note = '', due }: { note?: string; due?: StoryTime } = {}): Promise<void> {
    return this.happen(at, async ({ tx, cast, allocations, services, now }) => {
      const specialty = member(to).where;
      const allocation: NewAllocation = { specialistId: cast.actor(to).id, specialty, dueAt: due?.(now) ?? (await services.dueAt(specialty, at(now), tx.manager)), note };
      await allocations.carryOut(tx, cast.actor('coordinator'), this.id, { to: [allocation] });
    });
  }

  accept(by: Handle, at: StoryTime): Promise<void> {
    return this.happen(at, ({ tx, cast, allocations }) => allocations.accept(tx, cast.actor(by), this.id));
  }

  refuse(by: Handle, at: StoryTime, reason: string): Promise<void> {
    return this.happen(at, ({ tx, cast, allocations }) => allocations.refuse(tx, cast.actor(by), this.id, reason));
  }

  ask(by: Handle, at: StoryTime, body: string): Promise<void> {
    return this.write(by, at, { body }, 'ask');
  }

  async reply(by: Handle, at: StoryTime, body: string, props: readonly Prop[] = []): Promise<void> {
    await this.write(by, at, { body }, 'reply', props);
    await this.renewDueTimes(at);
  }

  comment(by: Handle, at: StoryTime, body: string): Promise<void> {
    return this.write(by, at, { body }, 'comment');
  }

  async answer(by: Handle, at: StoryTime, { pictures = {}, ...texts }: Answer): Promise<void> {
    const files = await this.stage.tx.query<{ id: string; name: string }>(`select id, name from attachments where case_id = $1 order by created_at`, [this.id]);
    const judged = files.flatMap(({ id, name }) => (pictures[name] ? [{ id, name, quality: pictures[name] }] : []));
    await this.write(by, at, { body: '', answer: { ...texts, pictures: judged } }, 'answer');
  }

  close(by: Handle, at: StoryTime, closing: Closing): Promise<void> {
    return this.happen(at, ({ tx, cast, cases }) => cases.close(tx, cast.actor(by), this.id, closing));
  }

  reportOutcome(by: Handle, at: StoryTime, body: string): Promise<void> {
    return this.write(by, at, { body }, 'reportOutcome');
  }

  /** Goes on from this closed case, in a draft that has got as far as this. */
  async continue(by: Handle, at: StoryTime, form: Record<string, string>): Promise<ToldCase> {
    const { tx, cast, cases, drafts } = this.stage;
    const reference = await cases.continue(tx, cast.actor(by), this.id);
    const [draft] = await tx.query<{ id: string; form: Record<string, string> }>(`select id, form from cases where reference = $1`, [reference]);
    await drafts.save(tx, cast.actor(by), draft!.id, { ...draft!.form, ...form });
    for (const id of [this.id, draft!.id]) await moveToThePast(this.stage, id, at(this.stage.now));
    return new ToldCase(this.stage, draft!.id, this.language);
  }

  /** An administrator hands the case of somebody who has left over to somebody who stays. */
  handOver(by: Handle, fromId: string, to: Handle, at: StoryTime): Promise<void> {
    return this.happen(at, async ({ tx, cast, handOvers }) => {
      const [kase] = await tx.query<{ reference: string }>(`select reference from cases where id = $1`, [this.id]);
      await handOvers.giveFor(tx, cast.actor(by), fromId, [kase!.reference], cast.actor(to).id);
    });
  }

  /** They open the discussion, as it is by now. */
  async readBy(...readers: Handle[]): Promise<void> {
    const { tx, cast } = this.stage;
    for (const reader of readers) {
      const { facts, role } = await this.hold(reader);
      const who = cast.actor(reader);
      tx.log({ who, role, action: 'case.discussion-viewed', subject: subjectOf(facts) });
      await tx.query(
        `insert into case_reads (case_id, account_id, read_until) select case_id, $2, max(created_at) from messages where case_id = $1 group by case_id
         on conflict (case_id, account_id) do update set read_until = excluded.read_until`,
        [this.id, who.id],
      );
    }
  }

  private write(by: Handle, at: StoryTime, letter: Pick<Letter, 'body' | 'answer'>, verb: 'ask' | 'reply' | 'comment' | 'answer' | 'reportOutcome', props: readonly Prop[] = []): Promise<void> {
    return this.happen(at, async ({ tx, cast, messages, now }) => {
      const { facts } = await this.hold(by);
      const files = await receive(this.stage, props);
      await messages[verb](tx, cast.actor(by), facts, { ...letter, language: this.language, files } as Letter & { answer: AnswerParts });
      await describeFiles(this.stage, this.id, props, at(now));
    });
  }

  private async happen(at: StoryTime, verb: (stage: Stage) => Promise<unknown>): Promise<void> {
    await verb(this.stage);
    await moveToThePast(this.stage, this.id, at(this.stage.now));
  }

  /** Whoever has the turn again got a due time that counts from today; it counts from the reply. */
  private async renewDueTimes(at: StoryTime): Promise<void> {
    const { tx, now, services } = this.stage;
    const again = await tx.query<{ id: string; specialty: string }>(`select id, specialty from case_allocations where case_id = $1 and state = 'accepted' and state_since > accepted_at`, [this.id]);
    for (const { id, specialty } of again) await tx.query(`update case_allocations set due_at = $2 where id = $1`, [id, await services.dueAt(specialty, at(now), tx.manager)]);
  }

  private hold(by: Handle): Promise<HeldCase> {
    return this.stage.gate.hold(this.stage.tx, this.stage.cast.actor(by), this.id, caseRules.see);
  }
}
