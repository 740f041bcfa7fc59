/** Whether the reader looks after whoever is late. */
const READS_AS_COORDINATOR = `(select exists (select from account_roles where account_id = $1 and role = 'coordinator'))`;

/**
 * What a list shows of a case: columns and joins behind `cases c`, in a statement whose `$1` is the reader. `lead` is the
 * allocation that the turn is about: the reader's own move, to a coordinator whoever is late, or the one that is due first. `mine` is the reader's own.
 */
export const ROW_COLUMNS = `
  c.id, c.reference, c.state, c.state_since as "stateSince", c.last_activity_at as "lastActivityAt", c.title, c.is_urgent as "isUrgent", c.kind, c.specialty,
  c.submitted_at as "submittedAt", c.closed_at as "closedAt", author.name as author, p.name as project,
  t.age_value as "ageValue", t.age_unit as "ageUnit", t.age_on::text as "ageOn", t.sex,
  lead.specialist_id as "leadId", lead.name as "lead", lead.specialty as "leadSpecialty", lead.due_at as "dueAt", lead.state as "leadState",
  mine.state as "myState"`;

export const ROW_JOINS = `
  join projects p on p.id = c.project_id join accounts author on author.id = c.author_id
  left join patients t on t.id = c.patient_id
  left join lateral (
    select a.specialist_id, s.name, a.specialty, a.due_at, a.state, a.specialist_id = $1 and a.state in ('allocated', 'accepted') as is_readers_move,
      a.state in ('allocated', 'accepted') and a.due_at < now() and ${READS_AS_COORDINATOR} as is_looked_after
    from case_allocations a join accounts s on s.id = a.specialist_id
    where a.case_id = c.id and a.state not in ('refused', 'withdrawn')
      and (a.state = any(case c.state when 'information-requested' then array['asked'] when 'answered' then array['answered'] else array['allocated', 'accepted'] end)
        or (a.state in ('allocated', 'accepted') and (a.specialist_id = $1 or (a.due_at < now() and ${READS_AS_COORDINATOR}))))
    order by is_readers_move desc, is_looked_after desc, a.due_at, a.created_at, a.id limit 1
  ) lead on c.state not in ('draft', 'awaiting-allocation', 'closed')
  left join lateral (
    select a.state from case_allocations a where a.case_id = c.id and a.specialist_id = $1 and a.state not in ('refused', 'withdrawn') limit 1
  ) mine on true`;
