import fc from 'fast-check';
import { routesOf, tryDoors } from '../../test/http/matrix/at-the-door.js';
import { CASE_TABLE, STATES } from '../../test/http/matrix/case-table.js';
import { tryMoves } from '../../test/http/matrix/moves.js';
import { keepSessions, pageDoors, type PageDoor } from '../../test/http/matrix/page-doors.js';
import { PAGE_TABLE } from '../../test/http/matrix/page-table.js';
import { CHANGES, trySecondLook } from '../../test/http/matrix/second-look.js';
import { setStage, type Stage } from '../../test/http/matrix/stage.js';
import { tryForeignIds, tryForeignMessages, WITH_IDS, WRITING } from '../../test/http/matrix/try-foreign-ids.js';
import { tryCaseRow } from '../../test/http/matrix/try-case-row.js';
import { tryPageRow } from '../../test/http/matrix/try-page-row.js';
import { tryRules } from '../../test/http/matrix/try-rules.js';
import { tryWhatIsOffered } from '../../test/http/matrix/what-is-offered.js';
import { FILTERS } from '../../test/http/worlds/as-said.js';
import { tryWorld } from '../../test/http/worlds/try-world.js';
import { worlds } from '../../test/http/worlds/world.js';
import { WorldStage } from '../../test/http/worlds/world-stage.js';
import type { Mutant } from './mutant.js';
import type { Place } from './sources.js';

/** Part of what `npm test` tries, to be tried again and again. @returns what is wrong */
export type Check = () => Promise<string[]>;

const TELLING = ['GET /cases/:reference', 'POST /cases/:reference', 'POST /cases/:reference/acceptance', 'POST /cases/:reference/messages', 'GET /audit', 'GET /profile', 'HEAD /uploads/:id'];
const WORLDS = 15;
/** Where a fault shows that is not in a file. */
const RULES: Place = { shows: ['rules', 'doors', 'offers', 'second looks'] };

/** The checks of `npm test` that a mutant meets, those that tell soonest first. */
export class Checks {
  private constructor(
    readonly stage: Stage,
    private readonly worlds: WorldStage,
    private readonly doors: Readonly<Record<string, PageDoor>>,
    private readonly putSessionsBack: () => Promise<void>,
  ) {}

  static async set(): Promise<Checks> {
    const stage = await setStage();
    return new Checks(stage, await WorldStage.set(), pageDoors(stage.telecase, stage.cast, stage.originals.closed.patientId!), await keepSessions(stage.telecase));
  }

  async end(): Promise<void> {
    await this.worlds.telecase.stop();
    await this.stage.end();
  }

  *for({ routes = [], place = RULES }: Mutant): Generator<Check> {
    const { shows, rows } = place;
    const { stage } = this;
    const isNamed = (route: string) => routes.includes(route);
    if (shows.includes('rules')) yield async () => [...tryRules(), ...tryMoves()];
    if (routes.length > 0) {
      yield () => tryDoors(stage, routesOf(stage).filter(({ method, path }) => isNamed(`${method} ${path}`)));
      yield* this.rows(isNamed);
    }
    if (shows.includes('doors')) yield* place === RULES ? [() => tryDoors(stage)] : this.eachDoor();
    if (shows.includes('offers')) for (const state of STATES) yield () => tryWhatIsOffered(stage, state);
    if (shows.includes('foreign ids')) for (const key of WITH_IDS) yield () => tryForeignIds(stage, key);
    if (shows.includes('foreign ids')) for (const key of WRITING) yield () => tryForeignMessages(stage, key);
    if (shows.includes('second looks')) for (const key of CHANGES) yield () => trySecondLook(stage, key);
    if (rows) yield* this.rows((route) => rows.test(route));
    if (shows.includes('worlds')) for (const world of fc.sample(fc.tuple(worlds, fc.constantFrom(...Object.keys(FILTERS))), { numRuns: WORLDS, seed: 1 })) yield () => tryWorld(this.worlds, world[0], [world[1]]).then(() => []);
  }

  /** One door of each rule, as they are all kept by the same few lines; those that tell most come first. */
  private *eachDoor(): Generator<Check> {
    const all = routesOf(this.stage);
    const first = all.filter(({ method, path }) => TELLING.includes(`${method} ${path}`));
    const kinds = new Map([...first, ...all].toReversed().map((route) => [JSON.stringify(typeof route.rule === 'object' && 'rule' in route.rule ? route.rule.rule : route.rule), route]));
    for (const route of new Set([...first, ...kinds.values()])) yield () => tryDoors(this.stage, [route]);
  }

  private *rows(isMeant: (route: string) => boolean): Generator<Check> {
    const keys = (table: object) => Object.keys(table).filter((key) => isMeant(key.replace(/ \(.*\)$/, '')));
    for (const key of keys(PAGE_TABLE)) yield this.page(key);
    for (const key of keys(CASE_TABLE)) yield () => tryCaseRow(this.stage, key);
  }

  private page(key: string): Check {
    return async () => {
      const wrong = await tryPageRow(this.stage, this.doors, key);
      if (this.doors[key]?.endsSession) await this.putSessionsBack();
      return wrong;
    };
  }
}
