import { routesOf, tryDoors } from '../../test/http/matrix/at-the-door.js';
import { CASE_TABLE, STATES } from '../../test/http/matrix/case-table.js';
import { tryMoves } from '../../test/http/matrix/moves.js';
import { keepSessions, pageDoors, type PageDoor } from '../../test/http/matrix/page-doors.js';
import { PAGE_TABLE } from '../../test/http/matrix/page-table.js';
import { CHANGES, trySecondLook } from '../../test/http/matrix/second-look.js';
import { setStage, type Stage } from '../../test/http/matrix/stage.js';
import { tryCaseRow } from '../../test/http/matrix/try-case-row.js';
import { tryPageRow } from '../../test/http/matrix/try-page-row.js';
import { tryRules } from '../../test/http/matrix/try-rules.js';
import { tryWhatIsOffered } from '../../test/http/matrix/what-is-offered.js';

/** Part of what `npm test` tries, to be tried again and again. @returns what is wrong */
export type Check = () => Promise<string[]>;

/** The checks of `npm test` that a mutant meets, those that tell soonest first. */
export class Checks {
  private constructor(
    readonly stage: Stage,
    private readonly doors: Readonly<Record<string, PageDoor>>,
    private readonly putSessionsBack: () => Promise<void>,
  ) {}

  static async set(): Promise<Checks> {
    const stage = await setStage();
    return new Checks(stage, pageDoors(stage.telecase, stage.cast, stage.originals.closed.patientId!), await keepSessions(stage.telecase));
  }

  /** @param routes that are looked at first, in every way, by method and path */
  *all(routes: readonly string[], rows: RegExp): Generator<Check> {
    const { stage } = this;
    const keys = (table: object, isMeant: (route: string) => boolean) => Object.keys(table).filter((key) => isMeant(key.replace(/ \(.*\)$/, '')));
    const isNamed = (route: string) => routes.includes(route);
    yield async () => [...tryRules(), ...tryMoves()];
    if (routes.length > 0) {
      yield () => tryDoors(stage, routesOf(stage).filter(({ method, path }) => isNamed(`${method} ${path}`)));
      for (const key of keys(PAGE_TABLE, isNamed)) yield this.page(key);
      for (const key of keys(CASE_TABLE, isNamed)) yield () => tryCaseRow(stage, key);
    }
    yield () => tryDoors(stage);
    for (const state of STATES) yield () => tryWhatIsOffered(stage, state);
    for (const key of CHANGES) yield () => trySecondLook(stage, key);
    for (const key of keys(PAGE_TABLE, (route) => rows.test(route))) yield this.page(key);
    for (const key of keys(CASE_TABLE, (route) => rows.test(route))) yield () => tryCaseRow(stage, key);
  }

  private page(key: string): Check {
    return async () => {
      const wrong = await tryPageRow(this.stage, this.doors, key);
      if (this.doors[key]?.endsSession) await this.putSessionsBack();
      return wrong;
    };
  }
}
