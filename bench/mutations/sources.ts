/** Where the rights are decided that no table says, and where a fault there shows. */
export interface Place {
  /** Functions that are meant; all of the file without. */
  readonly within?: readonly string[];
  readonly shows: readonly ('rules' | 'doors' | 'offers' | 'second looks' | 'foreign ids' | 'worlds')[];
  /** Rows of the tables of routes, by method and path. */
  readonly rows?: RegExp;
}

/** Not among them: `case.places.ts` and `waitingPlaces`, which only say where to look for what `visibleTo` and `waitsFor` let pass. */
export const SOURCES: Readonly<Record<string, Place>> = {
  'libs/authorization/route.guard.ts': { shows: ['doors'] },
  'src/accounts/actors.ts': { within: ['find', 'of', 'actorRow'], shows: ['doors', 'worlds'] },
  'src/cases/case.policy.ts': { shows: ['rules', 'doors', 'worlds'] },
  'src/cases/case.keeper.ts': { shows: ['doors'] },
  'src/cases/case.facts.ts': { shows: ['doors'] },
  'src/cases/case.gate.ts': { shows: ['second looks'], rows: /POST .*(closure|messages)$/ },
  'src/cases/case.state.ts': { shows: ['rules'], rows: /POST .*(allocations|acceptance|refusal|questions|replies|answers|withdrawal)$/ },
  'src/cases/case.entity.ts': { within: ['assertDraft', 'assertOpen', 'assertSubmitted'], shows: [], rows: /POST .*(reference|closure|messages|deletion|handover|posted-in-error|attachments)$/ },
  'src/cases/allocation.entity.ts': { within: ['accept', 'takeUpAgain', 'changeDueTime', 'isWithdrawable', 'withdraw', 'moveTo'], shows: ['rules'], rows: /due-time|withdrawal/ },
  'src/cases/case.chain.ts': { within: ['chainOf'], shows: ['worlds'] },
  'src/cases/case.audience.ts': { shows: ['worlds'] },
  'src/cases/to-do.places.ts': { within: ['waitsFor'], shows: ['worlds'] },
  'src/cases/projects-to-choose.ts': { shows: ['worlds'] },
  'src/cases/patients.reader.ts': { within: ['patientsOf', 'list', 'find', 'casesOf'], shows: ['worlds'], rows: /patients/ },
  'src/cases/patient-merger.ts': { within: ['merge'], shows: [], rows: /merger/ },
  'src/notifications/notifications.queries.ts': { shows: ['worlds'] },
  'src/attachments/attachment.ts': { within: ['isUploader', 'assertUploader'], shows: [], rows: /attachments\/:id$/ },
  'src/attachments/attachments.reader.ts': { within: ['find'], shows: ['foreign ids'], rows: /file$/ },
  'src/attachments/uploads/upload.keeper.ts': { within: ['decide', 'caseOf'], shows: ['doors'], rows: /uploads/ },
  'src/discussions/messages.service.ts': { within: ['assertOwn', 'isForSpecialist'], shows: ['foreign ids'], rows: /questions/ },
};
