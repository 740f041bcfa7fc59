import type { Values } from './case.values.js';
import { OUTCOME_IS_DUE } from './outcome-requests.js';

/** Which cases are counted; whoever asks has to know who may see that. */
export interface Counted {
  /** Of every project; else of these, and of all that belong to these missions. */
  readonly everywhere: boolean;
  readonly projectIds: readonly string[];
  readonly missionIds: readonly string[];
  /** The code of the one among them that is meant alone; empty: all. */
  readonly project: string;
  /** Posted from then on. */
  readonly since: Date;
}

/** Cases that figures look at; of a longer period, those that were posted last. */
export const MOST_FIGURED = 10_000;
/** Groups that figures are told of, at most: the largest. */
export const MOST_GROUPS = 40;

/** Cases `c` that count: posted, and neither exercises nor posted in error. */
const COUNTS = `c.state <> 'draft' and c.state <> 'posted-in-error' and c.kind <> 'training'`;
const COLUMNS = `c.id, c.project_id, c.specialty, c.is_urgent, c.state, c.submitted_at, c.closed_at, c.closing ->> 'carriedOut' as carried_out, c.closing ->> 'condition' as condition`;

const seconds = (from: string, to: string): string => `date_part('epoch', ${to} - ${from})`;
/** How many times were taken, and within how many seconds half and nine tenths of them lie. */
const spread = (time: string): string => `json_build_object('count', count(${time}), 'within', percentile_cont(array[0.5, 0.9]) within group (order by ${time}))`;
const number = (condition: string): string => `count(*) filter (where ${condition})::int`;

const ALLOCATION = `a.case_id, a.specialist_id, a.state, a.created_at, a.answered_at, a.due_at, a.answer_was_due_at is not null as has_due, a.answered_at <= a.answer_was_due_at as in_time,
  ${seconds('a.created_at', 'a.accepted_at')} as to_acceptance, ${seconds('a.created_at', 'a.answered_at')} as to_answer`;
/** Of such allocations `a`, with their case's `is_open`: how they were answered. */
const WORK = `count(*)::int as allocated, ${number(`a.state = 'refused'`)} as refused, count(a.to_answer)::int as answered, ${number('a.has_due')} as due, ${number('a.in_time')} as "inTime",
  ${number(`a.is_open and a.state in ('allocated', 'accepted', 'asked')`)} as open, ${spread('a.to_answer')} as "toAnswer"`;
const ALL_WORK = `${WORK}, ${number(`a.state = 'withdrawn'`)} as withdrawn, ${number(`a.is_open and a.state in ('allocated', 'accepted') and a.due_at < now()`)} as late, ${spread('a.to_acceptance')} as "toAcceptance"`;
/** Of cases `c` as they are counted. */
const CASES = `count(*)::int as posted, ${number(`c.state = 'closed'`)} as closed, coalesce(sum(c.due), 0)::int as due, coalesce(sum(c.in_time), 0)::int as "inTime", ${spread('c.to_answer')} as "toAnswer"`;
const rows = (select: string): string => `coalesce((select json_agg(f) from (${select}) f), '[]')`;
const largest = (column: string): string => `order by ${column} desc limit ${MOST_GROUPS + 1}`;

/** The newest of the cases that count and were posted since, as many as are looked at: each project is read by itself from its index, as the whole service is from its own. */
function posted({ everywhere, projectIds, missionIds, project, since }: Counted, values: Values): string {
  const newest = (where: string) => `select ${COLUMNS} from cases c where ${where} and ${COUNTS} and c.submitted_at >= ${values.add(since, 'timestamptz')} order by c.submitted_at desc limit ${MOST_FIGURED}`;
  if (everywhere && !project) return newest('true');
  const which = [
    everywhere ? 'true' : `(p.id = any(${values.add(projectIds, 'uuid[]')}) or p.mission_id = any(${values.add(missionIds, 'uuid[]')}))`,
    project ? `p.code = ${values.add(project, 'text')}` : 'true',
  ];
  return `select c.* from projects p cross join lateral (${newest('c.project_id = p.id')}) c where ${which.join(' and ')} order by c.submitted_at desc limit ${MOST_FIGURED}`;
}

/** What belongs to the cases `c`: of the whole service a stretch of an index by time, else looked up case by case, so that it does not matter how much there is of others. */
const belonging = ({ everywhere, project }: Counted, columns: string, table: string, time: string): string =>
  everywhere && !project
    ? `join (select ${columns} from ${table} a where ${time} >= (select min(submitted_at) from posted) order by ${time} offset 0) a on a.case_id = c.id`
    : `cross join lateral (select ${columns} from ${table} a where a.case_id = c.id offset 0) a`;

/** Everything that is counted of some cases, in one statement: so the figures of a page agree with each other. @param bySpecialist whether also of each specialist by name */
export const figuresOfCases = (counted: Counted, bySpecialist: boolean, values: Values): string => `
  with posted as materialized (${posted(counted, values)}),
  asked as materialized (select a.*, c.state <> 'closed' as is_open from posted c ${belonging(counted, ALLOCATION, 'case_allocations', 'a.created_at')}),
  counted as materialized (
    select c.*, ${seconds('c.submitted_at', 'a.allocated_at')} as to_allocation, ${seconds('c.submitted_at', 'a.answered_at')} as to_answer, ${seconds('c.submitted_at', 'c.closed_at')} as to_closing, a.due, a.in_time
    from posted c left join (
      select case_id, min(created_at) as allocated_at, min(answered_at) as answered_at, count(*) filter (where has_due) as due, count(*) filter (where in_time) as in_time from asked group by case_id
    ) a on a.case_id = c.id
  ),
  owed as (select a.* from posted c ${belonging(counted, 'a.*', 'outcome_requests', 'a.closed_at')})
  select
    (select to_json(f) from (select ${CASES}, min(c.submitted_at) as since, ${number('c.is_urgent')} as urgent, ${spread('c.to_allocation')} as "toAllocation", ${spread('c.to_closing')} as "toClosing" from counted c) f) as cases,
    ${rows(`select c.specialty, ${CASES} from counted c group by 1 ${largest('posted')}`)} as "bySpecialty",
    ${rows(`select p.name, f.* from (select c.project_id, ${CASES} from counted c group by 1 ${largest('posted')}) f join projects p on p.id = f.project_id order by posted desc, name`)} as "byProject",
    (select to_json(f) from (select ${ALL_WORK} from asked a) f) as allocations,
    ${bySpecialist ? rows(`select p.name, f.* from (select a.specialist_id, ${WORK} from asked a group by 1 ${largest('allocated')}) f join accounts p on p.id = f.specialist_id order by allocated desc, name`) : `'[]'::json`} as "bySpecialist",
    ${rows(`select carried_out as "carriedOut", condition, count(*)::int as cases from counted where state = 'closed' group by 1, 2`)} as closings,
    (select to_json(f) from (select ${number('settled_at is not null and skipped_because is null')} as told, count(skipped_because)::int as untold, ${number(OUTCOME_IS_DUE)} as due,
       ${number(`settled_at is null and not (${OUTCOME_IS_DUE})`)} as early from owed) f) as reports`;

/** What a specialist was allocated, of the cases that were posted since; nobody else's part in them. */
export const figuresOfSpecialist = ({ project, since }: Pick<Counted, 'project' | 'since'>, specialistId: string, values: Values): string => `
  select ${ALL_WORK} from (
    select ${ALLOCATION}, c.state <> 'closed' as is_open from case_allocations a join cases c on c.id = a.case_id
    where a.specialist_id = ${values.add(specialistId, 'uuid')} and a.created_at >= ${values.add(since, 'timestamptz')} and c.submitted_at >= ${values.add(since, 'timestamptz')} and ${COUNTS}
      ${project ? `and c.project_id = (select id from projects where code = ${values.add(project, 'text')})` : ''}
  ) a`;
