import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { DomainError } from '#libs/errors/domain-error';
import { Handles, type Delivery, type EventHandler } from '#libs/events/handles.decorator';
import { Dictionary } from '#libs/i18n/words';
import { Actors } from '../accounts/index.js';
import { CaseAttachments } from '../attachments/index.js';
import { CaseAudience, CaseContinued, CaseGate, caseRules, grantedAs } from '../cases/index.js';
import { CasePdfs, UNHURRIED } from './case-pdfs.js';
import { exportRules } from './exports.policy.js';
import { LATER } from './later.js';

/** A case that goes on from a closed one brings the whole of it along, as far as its author may take that out. */
@Injectable()
@Handles([CaseContinued])
export class AttachThePdfOfThePreviousCase implements EventHandler<CaseContinued> {
  constructor(
    private readonly actors: Actors,
    private readonly audience: CaseAudience,
    private readonly attachments: CaseAttachments,
    private readonly pdfs: CasePdfs,
    private readonly gate: CaseGate,
    private readonly work: UnitOfWork,
    private readonly dictionary: Dictionary,
  ) {}

  async handle({ actorId, payload }: Delivery<CaseContinued>): Promise<void> {
    const { caseId, previousCaseId, previousReference } = payload;
    const name = `${previousReference}.pdf`;
    const actor = actorId === null ? undefined : await this.actors.find(actorId, LATER);
    const role = actor && (await this.roleOn(previousCaseId, actor));
    const files = await this.attachments.of(caseId);
    if (!actor || !role || files.some((file) => file.name === name && file.uploadedBy === null)) return;

    await using pdf = await this.pdfs.make(previousCaseId, actor, UNHURRIED);
    const description = this.dictionary.in(actor.language)('exports:previous', { reference: previousReference });
    await this.work.run(async (tx) => {
      const { kase } = await this.gate.openForWriting(tx, actor, caseId, caseRules['edit-draft']);
      tx.log({ who: actor, role, action: 'export.pdf', subject: { caseReference: previousReference, caseId: previousCaseId, what: `${name}: ${kase.reference}` } });
      await this.attachments.attachSystemFile(tx, kase, { name, description, path: pdf.path });
    }).catch(unlessItIsGone);
  }

  /** In which role they may take the previous case out, if they still may. It is closed for good, or it would not go on. */
  private async roleOn(id: string, actor: Actor) {
    const audience = await this.audience.involved(id);
    return audience && grantedAs(exportRules.pdf, actor, { ...audience, id, state: 'closed', patientId: null, allocation: null });
  }
}

/** The draft was deleted, or is closed already: there is nothing to attach to. */
function unlessItIsGone(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}
