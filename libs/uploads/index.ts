/**
 * Forms with files, read straight onto the disk: each file is measured, hashed, known by its content, and kept or
 * refused by itself. Knows forms and files, not what they are for.
 */
export { receiveForm, type ReceiveOptions } from './receive-form.js';
export type { ReceivedFile } from './received-file.js';
export type { ReceivedForm, TakeFiles } from './received-form.js';
export type { RefusalReason, RefusedFile } from './refused-file.js';
