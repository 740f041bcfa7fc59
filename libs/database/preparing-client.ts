import pg from 'pg';

/** From this often on a statement counts as one that comes again. */
const OFTEN = 5;
/** Statements that each connection keeps ready, at most: a plan costs PostgreSQL some tens of kB in every connection. */
const MOST_PREPARED = 200;
/** Statements that are counted, at most; then counting starts anew. */
const MOST_COUNTED = 5000;

/** SQLSTATE of a plan whose table has changed so much that its result would look different. */
const STALE_PLAN = '0A000';

const names = new Map<string, string>();
const asked = new Map<string, number>();
let given = 0;

/** The name under which a statement is kept ready, once it has come often enough. */
function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= MOST_PREPARED) return name;
  const times = (asked.get(text) ?? 0) + 1;
  if (times < OFTEN) {
    if (asked.size >= MOST_COUNTED) asked.clear();
    asked.set(text, times);
    return undefined;
  }
  asked.delete(text);
  names.set(text, `telecase_${(given += 1)}`);
  return names.get(text);
}

type Answered = (error: Error | undefined, result?: pg.QueryResult) => void;

/**
 * A connection that has PostgreSQL parse and plan a statement once, and not each time that it comes: planning was more
 * than half of a page's time in the database.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection that breaks must not end the process: whoever asks something of it is told.
    this.on('error', () => undefined);
  }

  /** As `pg.Client.query`; statements with parameters are prepared by and by. */
  override query = ((...sent: unknown[]) => {
    const [text, values, answered] = sent;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    if (name === undefined) return Reflect.apply(super.query, this, sent) as unknown;
    const result = this.prepared(name, text as string, values as unknown[]);
    return typeof answered === 'function' ? void result.then((found) => (answered as Answered)(undefined, found), answered as Answered) : result;
  }) as pg.Client['query'];

  private async prepared(name: string, text: string, values: unknown[]): Promise<pg.QueryResult> {
    try {
      return await new Promise((resolve, reject) => {
        // Built as a string and named afterwards: pg copies whatever else it is given, property by property.
        super.query(Object.assign(new pg.Query(text, values, (error, result) => (error ? reject(error) : resolve(result))), { name }));
      });
    } catch (error) {
      // A newer version of the product may have changed the table meanwhile: the next time it is planned anew.
      if ((error as pg.DatabaseError).code === STALE_PLAN) names.delete(text);
      throw error;
    }
  }
}
