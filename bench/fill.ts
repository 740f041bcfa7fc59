import pg from 'pg';

/** Cases that the lists are measured with. */
const CASES = 1000;
const MESSAGES = 30;

/** Fills the demo's first project with submitted cases, and one of them with a long discussion. */
export async function fill(databaseUrl: string): Promise<{ projectId: string; reference: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows: [project] } = await client.query(`select id from projects where code = 'BUN'`);
  const { rows: [person] } = await client.query(`select id from accounts where email = 'staff@demo.example'`);
  await client.query(
    `with patient as (
       insert into patients (id, project_id, local_reference, age_value, age_unit, age_on, sex, registered_by)
       select gen_random_uuid(), $1, 'BENCH-' || n, 20 + n % 50, 'years', current_date, 'female', $2 from generate_series(1, $3) n returning id, local_reference
     )
     insert into cases (id, reference, project_id, author_id, patient_id, state, state_since, last_activity_at, kind, title, specialty, is_urgent, language, form, section_versions, version, submitted_at)
     select gen_random_uuid(), 'BUN-2020-' || lpad(substr(local_reference, 7), 4, '0'), $1, $2, id, 'awaiting-allocation', now(), now() + random() * interval '1 minute', 'clinical', 'Fever and a cough, ' || local_reference,
       'pediatrics', false, 'en', '{"history": "Three days of fever and a cough. Drinks well, no rash.", "question": "Which antibiotic?"}', '{}', 1, now() from patient`,
    [project.id, person.id, CASES],
  );
  const reference = 'BUN-2020-0001';
  await client.query(
    `insert into messages (id, case_id, author_id, author_role, kind, body, language, created_at)
     select gen_random_uuid(), c.id, $2, 'project-staff', 'comment', 'Day ' || n || ': the fever is lower, she drinks and plays.', 'en', now() + n * interval '1 second'
     from cases c, generate_series(1, ${MESSAGES}) n where c.reference = $1`,
    [reference, person.id],
  );
  await client.query('analyze');
  await client.end();
  return { projectId: project.id, reference };
}

/** From now on jobs wait for a day: so that what is measured of a request is the request alone. */
export async function putJobsOff(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    create or replace function put_off() returns trigger language plpgsql as $$ begin new.run_at := now() + interval '1 day'; return new; end $$;
    create or replace trigger put_off before insert on graphile_worker._private_jobs for each row execute function put_off();
    update graphile_worker._private_jobs set run_at = now() + interval '1 day'`);
  await client.end();
}
