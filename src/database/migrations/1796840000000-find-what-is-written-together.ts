import type { MigrationInterface, QueryRunner } from 'typeorm';
import { searchDocument } from '#libs/text-search/index';

const BATCH = 1000;

/** Writes the search documents of all cases anew: numbers are now found together with what they are written with, as one word. */
export class FindWhatIsWrittenTogether1796840000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`drop index case_search_by_word`);
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: { id: string; own: string[]; said: string[] }[] = await db.query(
        `select c.id, array[c.reference, c.title, c.form->>'question', c.form->>'history']
             || coalesce(nullif(array(select unnest(array[t.local_reference, regexp_replace(t.local_reference, '\\s+', '-', 'g')]) from patients t where t.id = c.patient_id or t.merged_into_id = c.patient_id), '{}'),
                  array[c.form->>'local-reference', regexp_replace(c.form->>'local-reference', '\\s+', '-', 'g')]) as own,
           array(select concat_ws(' ', m.body, m.answer->>'impression', m.answer->>'advice', m.answer->>'watch', m.answer->>'report') from messages m where m.case_id = c.id) as said
         from cases c where c.id > $1 order by c.id limit ${BATCH}`, [after]);
      if (rows.length === 0) break;
      await db.query(`update case_search s set words = v.words from unnest($1::uuid[], $2::tsvector[]) v(id, words) where s.case_id = v.id`, [
        rows.map(({ id }) => id), rows.map(({ own, said }) => `${searchDocument(own, 'A')} ${searchDocument(said, 'D')}`),
      ]);
      after = rows.at(-1)!.id;
    }
    await db.query(`create index case_search_by_word on case_search using gin (words) with (gin_pending_list_limit = 256)`);
    await db.query(`analyze case_search`);
  }

  /** What was found before is found still. */
  async down(): Promise<void> {}
}
