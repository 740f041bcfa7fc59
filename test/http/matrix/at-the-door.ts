import type { ExecutionContext } from '@nestjs/common';
import { DiscoveryService, ModuleRef, Reflector } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/authorization/actor';
import { OtherPageFirst } from '#libs/authorization/other-page-first';
import { RouteGuard } from '#libs/authorization/route.guard';
import { routeTable, type Route } from '#libs/authorization/route-table';
import { SignInNeeded } from '#libs/authorization/sign-in-needed';
import { DomainError } from '#libs/errors/domain-error';
import { Actors } from '../../../src/accounts/index.js';
import { rightAnswers } from './case-answers.js';
import { CASE_TABLE, STATES } from './case-table.js';
import { judge } from './knock.js';
import { PAGE_TABLE } from './page-table.js';
import { EVERYONE, isSignedIn, type PersonName } from './people.js';
import type { Stage } from './stage.js';

/** Keys of both tables by the route that they speak of. */
const KEYS = new Map(Object.keys({ ...CASE_TABLE, ...PAGE_TABLE }).map((key) => [key.replace(/ \(.*\)$/, ''), key]));
/** Whoever may add files may say what theirs are: whose a file is, is seen to behind the door. */
const OWN_FILE = / \/cases\/:reference\/attachments\/:id$/;

/** What somebody can open who has to set up a second step before anything else. */
const BEFORE_ALL_ELSE = ['GET /profile/proof', 'POST /profile/proof', 'POST /profile/proof/elsewhere', 'GET /profile/second-step/setup', 'POST /profile/second-step/setup'];
/** Of an upload that is under way: it is theirs here, and the pages' own table tells of those of others. */
const isOfUpload = ({ path }: Route) => path.startsWith('/uploads/:id');

export const routesOf = ({ telecase: { app } }: Stage): Route[] => routeTable(app.get(DiscoveryService), app.get(Reflector));

/**
 * Everybody at the doors, which let in or send away before anything else is asked: so a door that has come to stand open is
 * noticed even where what lies behind it refuses as well.
 * @returns who was let in or sent away otherwise than the tables say
 */
export async function tryDoors(stage: Stage, routes: readonly Route[] = routesOf(stage)): Promise<string[]> {
  const guard = new RouteGuard(stage.telecase.app.get(Reflector), stage.telecase.app.get(ModuleRef));
  const actors = Object.fromEntries(await Promise.all(EVERYONE.map(async (person) => [person, await actorOf(stage, person)] as const)));
  const wrong: string[] = [];
  const enter = async ({ decorated: [handler, controller] }: Route, request: object) => {
    const context = { getHandler: () => handler, getClass: () => controller, switchToHttp: () => ({ getRequest: () => request }) };
    return guard.canActivate(context as unknown as ExecutionContext).then((isIn) => (isIn ? '+' : 'shut'), said);
  };
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const key = KEYS.get(name)!;
    if (PAGE_TABLE[key]?.may !== 'everyone') judge(wrong, await enter(route, { actor: actors.author, pageFirst: '/profile/second-step/setup' }), [BEFORE_ALL_ELSE.includes(name) ? '+' : 'first'], `${name}, author without the second step that they must have`);
    if (key in PAGE_TABLE) {
      const { may, atDoor = [], open = {} } = PAGE_TABLE[key]!;
      for (const person of EVERYONE) {
        if (open[person] || (isOfUpload(route) && isSignedIn(person))) continue;
        const isIn = typeof may === 'string' ? may === 'everyone' || isSignedIn(person) : may.includes(person) || atDoor.includes(person);
        judge(wrong, await enter(route, { actor: actors[person], method: route.method, params: {} }), [isIn ? '+' : isSignedIn(person) ? '404' : 'sign-in'], `${name}, ${person}`);
      }
    }
    if (key in CASE_TABLE || isOfUpload(route)) {
      for (const state of STATES) {
        for (const person of EVERYONE) {
          const grid = CASE_TABLE[OWN_FILE.test(name) || isOfUpload(route) ? 'POST /cases/:reference/attachments' : key]!;
          const right = isSignedIn(person) ? rightAnswers(grid, person, state).flatMap((answer) => (answer === '409' ? ['+', '409'] : [answer])) : ['sign-in'];
          if (right.length === 0) continue;
          const { id, reference } = await stage.stock.lookAt(state, person);
          const params = isOfUpload(route) ? { id: await uploadTo(stage, id, person) } : { reference };
          const metadata = `case ${btoa(reference)}`;
          // Whoever has begun an upload may take it away whatever has become of the case since.
          judge(wrong, await enter(route, { actor: actors[person], method: route.method, params, get: () => metadata }), route.method === 'DELETE' && isSignedIn(person) ? ['+'] : right, `${name}, ${person}, ${state}`);
        }
      }
    }
    if (wrong.length > 0) break;
  }
  return wrong;
}

async function actorOf({ telecase, cast }: Stage, person: PersonName): Promise<Actor | undefined> {
  if (person === 'visitor') return undefined;
  return telecase.app.get(Actors).find(cast.people[person].id, { address: '', agent: '' });
}

/** An upload to the case that this person has begun. */
async function uploadTo({ telecase: { db }, cast: { people } }: Stage, caseId: string, person: PersonName): Promise<string> {
  const id = randomUUID();
  if (person !== 'visitor') await db.query(`insert into uploads (id, account_id, case_id, name, bytes, storage_key) values ($1, $2, $3, 'back.png', 1000, $1::uuid)`, [id, people[person].id, caseId]);
  return id;
}

function said(error: unknown): string {
  if (error instanceof SignInNeeded) return 'sign-in';
  if (error instanceof OtherPageFirst) return 'first';
  if (error instanceof DomainError) return String(error.status);
  throw error;
}
