import { Readable } from 'node:stream';
import { identifyFile } from '#libs/files/index';
import type { ReceivedFile } from '#libs/uploads/index';
import type { Stage } from './stage.js';

/** A file of the story, and what is said about it. */
export interface Prop {
  readonly name: string;
  readonly description: string;
  /** Which picture of a checklist it is. */
  readonly view?: string;
  make(): Promise<Buffer>;
}

/** Puts the files on the disk, as if they had come with a form. */
export function receive({ store }: Stage, props: readonly Prop[]): Promise<ReceivedFile[]> {
  return Promise.all(props.map(async ({ name, make }) => {
    const stored = await store.receive(Readable.from([await make()]));
    const identified = await identifyFile(store.pathOf(stored.key), name);
    if (!identified.ok) throw new Error(`${name} is not what it says`);
    return { ...stored, field: 'files', name, identified };
  }));
}

/** Says what the files of a case show. @param day on which pictures of a checklist were taken */
export async function describeFiles({ tx }: Stage, caseId: string, props: readonly Prop[], day: Date): Promise<void> {
  for (const { name, description, view = null } of props) {
    await tx.query(`update attachments set description = $3, view = $4, taken_on = case when $4::text is null then null else $5::date end where case_id = $1 and name = $2`, [caseId, name, description, view, day]);
  }
}
