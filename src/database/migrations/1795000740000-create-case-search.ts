import type { MigrationInterface, QueryRunner } from 'typeorm';
import { searchDocument } from '#libs/text-search/index';

const BATCH = 500;

/** What is searched in a case, and indexes from which every list is read in its order. */
export class CreateCaseSearch1795000740000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Lexemes of weight A are from the case itself, of weight D from its messages. Rows stay in one piece: a search reads
    // many of them, and fetching and unpacking each from elsewhere would cost more than the comparison.
    await db.query(`
      create table case_search (
        case_id uuid primary key references cases on delete cascade,
        words   tsvector not null
      ) with (toast_tuple_target = 8160)`);
    await db.query(`alter table case_search alter words set statistics 300`);
    await this.fill(db);
    await db.query(`create index case_search_by_word on case_search using gin (words) with (gin_pending_list_limit = 256)`);
    await db.query(`analyze case_search`);

    await db.query(`drop index cases_by_project, cases_by_activity, cases_awaiting_allocation, cases_by_state_of_a_project`);
    const submitted = `where state <> 'draft'`;
    const open = `where state not in ('draft', 'closed', 'posted-in-error')`;
    await db.query(`create index cases_by_activity on cases (last_activity_at desc, id desc) ${submitted}`);
    await db.query(`create index cases_of_a_project_by_activity on cases (project_id, last_activity_at desc, id desc) ${submitted}`);
    await db.query(`create index cases_by_posting on cases (submitted_at desc, id desc) ${submitted}`);
    await db.query(`create index cases_of_a_project_by_posting on cases (project_id, submitted_at desc, id desc) ${submitted}`);
    await db.query(`create index open_cases_by_activity on cases (last_activity_at desc, id desc) ${open}`);
    await db.query(`create index open_cases_of_a_project_by_activity on cases (project_id, last_activity_at desc, id desc) ${open}`);
    await db.query(`create index open_cases_by_waiting on cases (state_since, id) ${open}`);
    await db.query(`create index open_cases_of_a_project_by_waiting on cases (project_id, state_since, id) ${open}`);
    await db.query(`create index cases_to_allocate on cases (is_urgent desc, state_since, id) where state = 'awaiting-allocation'`);
    await db.query(`create index cases_a_project_has_to_move on cases (project_id, is_urgent desc, state_since, id) where state in ('information-requested', 'answered')`);
    await db.query(`create index drafts_by_author on cases (author_id, last_activity_at desc, id desc) where state = 'draft'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table case_search`);
    await db.query(`drop index cases_by_activity, cases_of_a_project_by_activity, cases_by_posting, cases_of_a_project_by_posting, open_cases_by_activity,
      open_cases_of_a_project_by_activity, open_cases_by_waiting, open_cases_of_a_project_by_waiting, cases_to_allocate, cases_a_project_has_to_move, drafts_by_author`);
    await db.query(`create index cases_by_project on cases (project_id, last_activity_at desc, id) where state <> 'draft'`);
    await db.query(`create index cases_by_activity on cases (last_activity_at desc, id) where state <> 'draft'`);
    await db.query(`create index cases_awaiting_allocation on cases (submitted_at) where state = 'awaiting-allocation'`);
    await db.query(`create index cases_by_state_of_a_project on cases (project_id, state) where state in ('information-requested', 'answered')`);
  }

  /** The cases that there are already. */
  private async fill(db: QueryRunner): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: { id: string; own: string[]; said: string[] }[] = await db.query(
        `select c.id, array[c.reference, c.title, c.form->>'question', c.form->>'history', coalesce(t.local_reference, c.form->>'local-reference')] as own,
           array(select concat_ws(' ', m.body, m.answer->>'impression', m.answer->>'advice', m.answer->>'watch', m.answer->>'report') from messages m where m.case_id = c.id) as said
         from cases c left join patients t on t.id = c.patient_id where c.id > $1 order by c.id limit ${BATCH}`, [after]);
      if (rows.length === 0) return;
      await db.query(`insert into case_search (case_id, words) select * from unnest($1::uuid[], $2::tsvector[])`, [
        rows.map(({ id }) => id), rows.map(({ own, said }) => `${searchDocument(own, 'A')} ${searchDocument(said, 'D')}`),
      ]);
      after = rows.at(-1)!.id;
    }
  }
}
