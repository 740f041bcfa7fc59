import { DiscoveryService } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { Handles, type EventHandler } from '#libs/events/handles.decorator';
import { isLive } from './as-said.js';
import { referenceOf, type WorldStage } from './world-stage.js';
import type { MadeCase, World } from './world.js';

/** Lets everything happen to every case at once that somebody is told of, as far as it can happen to it as it is. */
export async function tellEverybody(stage: WorldStage, world: World): Promise<void> {
  const discovery = stage.telecase.app.get(DiscoveryService);
  const handlers = discovery.getProviders({ metadataKey: Handles.KEY }).filter(({ instance }) => isOfNotifications(instance));
  for (const [at, one] of world.cases.entries()) {
    if (one.state === 'draft' || one.state === 'posted-in-error') continue;
    for (const [type, payload] of eventsOf(stage, at, one)) {
      const told = handlers.filter((handler) => discovery.getMetadataByDecorator(Handles, handler)!.some((event) => event.type === type));
      await Promise.all(told.map(({ instance }) => (instance as EventHandler).handle({ id: randomUUID(), type, actorId: null, occurredAt: new Date(), payload })));
    }
  }
}

const isOfNotifications = (handler: object): boolean => /^(Notify|Tell)/.test(handler.constructor.name);

function eventsOf({ people, projects, missions, idOf }: WorldStage, at: number, { state, project, allocations }: MadeCase): [type: string, payload: object][] {
  const of = { caseId: idOf(at), reference: referenceOf(at), projectId: projects[project], missionId: missions[project === 2 ? 1 : 0] };
  const live = allocations.filter((one) => isLive(one.state));
  const specialistIds = live.filter((one) => one.state !== 'allocated').map(({ specialist }) => people[specialist]!.id);
  return [
    ['cases.submitted', of],
    ['cases.medco-notified', of],
    ['cases.outcome-due', of],
    ['cases.overdue', { ...of, kind: 'unallocated', allocationId: null }],
    ['cases.project-replied', { ...of, specialistIds }],
    ['discussions.outcome-reported', { ...of, specialistIds }],
    ['discussions.message-written', { ...of, messageId: randomUUID(), kind: 'comment', authorRole: 'project-staff' }],
    ['discussions.message-written', { ...of, messageId: randomUUID(), kind: 'comment', authorRole: 'coordinator' }],
    ...(state === 'closed' ? [['cases.closed', { ...of, closedByProject: false, specialistIds }] as [string, object]] : []),
    ...live.flatMap(({ specialist }) => ['cases.allocated', 'cases.allocation-accepted', 'cases.information-requested', 'cases.answered'].map((type): [string, object] => [type, { ...of, allocationId: randomUUID(), specialistId: people[specialist]!.id }])),
  ];
}
