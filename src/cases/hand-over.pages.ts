import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '#libs/authorization/actor';
import { NotFound } from '#libs/errors/domain-error';
import { errorSummary, field } from '#libs/forms/field';
import { blankForm, type FormState } from '#libs/forms/form';
import { Dictionary } from '#libs/i18n/words';
import { accountPaths, People } from '../accounts/index.js';
import { CaseFrames } from './case.frame.js';
import { CaseIsClosed } from './case.errors.js';
import type { CaseFacts } from './case.policy.js';
import { casePaths } from './cases.paths.js';
import { Colleagues } from './colleagues.js';
import type { LeftWork } from './hand-over.forms.js';
import { HandOvers } from './hand-overs.js';

@Injectable()
export class HandOverPages {
  constructor(
    private readonly frames: CaseFrames,
    private readonly handOvers: HandOvers,
    private readonly colleagues: Colleagues,
    private readonly people: People,
    private readonly dataSource: DataSource,
    private readonly dictionary: Dictionary,
  ) {}

  /** To which colleague one case goes. @throws CaseIsClosed */
  async one(actor: Actor, facts: CaseFacts, form: FormState = blankForm()) {
    if (facts.state === 'closed') throw new CaseIsClosed();
    const words = this.dictionary.in(actor.language);
    const others = (await this.colleagues.of(this.dataSource, facts.projectId)).filter(({ id }) => id !== facts.authorId);
    const choices = [{ value: '', label: words('cases:form.choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))];
    const to = field({ name: 'to', kind: 'select', label: words('cases:hand-over.to.label'), required: true, choices }, form, words);
    const isDraft = facts.state === 'draft';
    return {
      frame: await this.frames.frame(actor, facts, 'details'),
      hasErrors: Boolean(to.error),
      errors: errorSummary([to]),
      to: others.length > 0 ? to : null,
      lead: words(isDraft ? 'cases:hand-over.lead-draft' : 'cases:hand-over.lead'),
      action: casePaths.handOver(facts.reference),
      back: isDraft ? casePaths.edit(facts.reference) : casePaths.show(facts.reference),
    };
  }

  /** What somebody leaves, by project, for an administrator: references, and nothing of what is in them. @throws NotFound */
  async left(actor: Actor, accountId: string, done: boolean, wrong?: LeftWork) {
    const words = this.dictionary.in(actor.language);
    const person = (await this.people.byIds([accountId])).get(accountId);
    if (!person) throw new NotFound();
    const work = await this.handOvers.workOf(accountId);
    const projects = [...new Map(work.map(({ projectId, project }) => [projectId, project]))];
    const drawn = await Promise.all(projects.map(async ([id, name]) => {
      const members = await this.colleagues.of(this.dataSource, id);
      const others = members.filter((one) => one.id !== accountId);
      const isWrong = wrong?.projectId === id;
      return {
        id, name,
        hasLeft: members.length === others.length,
        error: isWrong ? words(wrong.references.length === 0 ? 'cases:hand-over.none-chosen' : 'cases:hand-over.to.missing') : null,
        cases: work.filter(({ projectId }) => projectId === id).map(({ reference, isDraft, isTraining }) => ({ reference, isTraining, kind: words(`cases:hand-over.${isDraft ? 'draft' : 'open'}`), isChosen: !isWrong || wrong.references.includes(reference) })),
        others: others.length > 0 ? others.map((one) => ({ ...one, isChosen: isWrong && wrong.toId === one.id })) : null,
      };
    }));
    return {
      hasErrors: wrong !== undefined,
      heading: words('cases:hand-over.of', { who: person.name }),
      done: done ? words('cases:hand-over.done-text') : null,
      projects: drawn,
      action: casePaths.workOf(accountId),
      back: accountPaths.account(accountId),
    };
  }
}
