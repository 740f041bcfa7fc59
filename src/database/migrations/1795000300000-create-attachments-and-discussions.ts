import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The letters of a case, who has read them, and its files. */
export class CreateAttachmentsAndDiscussions1795000300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table messages (
        id          uuid primary key,
        case_id     uuid not null references cases,
        author_id   uuid not null references accounts,
        author_role text not null,
        kind        text not null constraint a_message_kind_is_known check (kind in ('comment', 'question', 'reply', 'answer', 'outcome')),
        body        text not null,
        answer      jsonb,
        language    text not null,
        corrects_id uuid references messages,
        created_at  timestamptz not null default now(),
        constraint an_answer_has_its_parts check ((kind = 'answer') = (answer is not null))
      )`);
    await db.query(`create index messages_by_case on messages (case_id, created_at, id)`);
    await db.query(`
      create table case_reads (
        case_id    uuid not null references cases,
        account_id uuid not null references accounts,
        read_until timestamptz not null,
        primary key (case_id, account_id)
      )`);

    await db.query(`
      create table attachments (
        id            uuid primary key,
        case_id       uuid not null references cases,
        message_id    uuid references messages,
        uploaded_by   uuid references accounts,
        name          text not null,
        description   text not null default '',
        view          text,
        taken_on      date,
        type_group    text not null constraint a_type_group_is_known check (type_group in ('image', 'document', 'video', 'audio', 'dicom', 'other')),
        extension     text not null,
        media_type    text not null,
        bytes         bigint not null constraint a_file_is_not_empty check (bytes > 0),
        sha256        text not null,
        storage_key   text not null,
        preview_state text not null constraint a_preview_state_is_known check (preview_state in ('waiting', 'ready', 'none')),
        width         integer,
        height        integer,
        created_at    timestamptz not null default now()
      )`);
    await db.query(`create index attachments_by_case on attachments (case_id, created_at, id)`);

    // Outcome reports are the one thing a closed case still takes.
    await db.query(`
      create function a_closed_case_takes_no_message() returns trigger language plpgsql as $$
      begin
        if new.kind <> 'outcome' and exists (select from cases where id = new.case_id and state = 'closed') then
          raise exception 'the case is closed' using errcode = 'TC001';
        end if;
        return new;
      end $$`);
    await db.query(`
      create trigger no_message_on_a_closed_case before insert or update on messages
      for each row execute function a_closed_case_takes_no_message()`);
    await db.query(`
      create trigger no_attachment_on_a_closed_case before insert on attachments
      for each row execute function a_closed_case_takes_nothing_more()`);
    await db.query(`
      create trigger no_edit_of_an_attachment_on_a_closed_case before update of name, description, view, taken_on on attachments
      for each row execute function a_closed_case_takes_nothing_more()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table attachments, case_reads, messages`);
    await db.query(`drop function a_closed_case_takes_no_message`);
  }
}
