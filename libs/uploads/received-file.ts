import type { KnownFile } from '#libs/files/identified';
import type { StoredFile } from '#libs/storage/disk-store';

/** A file of a form, on the disk and known for what it is. Nobody's until a row in the database names its key. */
export interface ReceivedFile extends StoredFile {
  /** The form's field that it came in. */
  readonly field: string;
  /** As it was given, with what could disguise it made visible. */
  readonly name: string;
  readonly identified: KnownFile;
}
