import type { INestApplication } from '@nestjs/common';
import type { Transaction } from '#libs/database/unit-of-work';
import { DiskStore } from '#libs/storage/disk-store';
import { AllocationsService, CaseAlarms, CaseGate, CasesService, DraftsService, HandOvers } from '../cases/index.js';
import { MessagesService } from '../discussions/index.js';
import { Services } from '../specialties/index.js';
import type { Cast } from './open-the-missions.js';

/** What the story is told with: people, one transaction, and the product's own verbs, so that it obeys every rule. */
export interface Stage {
  readonly tx: Transaction;
  readonly cast: Cast;
  /** When the story is told, and what its times count back from. Everything that is written comes later than this. */
  readonly now: Date;
  readonly drafts: DraftsService;
  readonly cases: CasesService;
  readonly allocations: AllocationsService;
  readonly alarms: CaseAlarms;
  readonly messages: MessagesService;
  readonly gate: CaseGate;
  readonly handOvers: HandOvers;
  readonly services: Services;
  readonly store: DiskStore;
}

export async function setTheStage(app: INestApplication, tx: Transaction, cast: Cast): Promise<Stage> {
  const anywhere = { strict: false };
  const [{ now }] = (await tx.query<{ now: Date }>(`select now()`)) as [{ now: Date }];
  return {
    tx,
    cast,
    now,
    drafts: app.get(DraftsService, anywhere),
    cases: app.get(CasesService, anywhere),
    allocations: app.get(AllocationsService, anywhere),
    alarms: app.get(CaseAlarms, anywhere),
    messages: app.get(MessagesService, anywhere),
    gate: app.get(CaseGate, anywhere),
    handOvers: app.get(HandOvers, anywhere),
    services: app.get(Services, anywhere),
    store: app.get(DiskStore, anywhere),
  };
}
