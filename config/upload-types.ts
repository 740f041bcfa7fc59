export type FileGroup = 'image' | 'document' | 'video' | 'audio' | 'dicom' | 'other';

/** Whether files of this group are looked at as pictures. */
export const isPictureGroup = (group: FileGroup): boolean => group === 'image' || group === 'dicom';

/** One kind of file that people may attach. */
export interface UploadType {
  /** Lower case, without the dot; the first is the one that the file is known by. */
  readonly extensions: readonly string[];
  readonly group: FileGroup;
  /** The first is the one that the file is served with; the others are what browsers call it when it is sent. */
  readonly mediaTypes: readonly string[];
  /** A picture of it can be made for the page. */
  readonly preview: boolean;
  /** A browser may play or show the original itself. */
  readonly inline: boolean;
}

const image = (extensions: string[], mediaTypes: string[], inline: boolean): UploadType => ({ extensions, group: 'image', mediaTypes, preview: true, inline });
const document = (extension: string, ...mediaTypes: string[]): UploadType => ({ extensions: [extension], group: 'document', mediaTypes, preview: extension === 'pdf', inline: extension === 'pdf' });
const video = (extension: string, mediaTypes: string[], inline: boolean): UploadType => ({ extensions: [extension], group: 'video', mediaTypes, preview: true, inline });
const audio = (extension: string, ...mediaTypes: string[]): UploadType => ({ extensions: [extension], group: 'audio', mediaTypes, preview: false, inline: true });

/** Every file that is accepted; what is not here is refused. The original of a picture is never shown inline when it may carry a place or a name. */
export const UPLOAD_TYPES: readonly UploadType[] = [
  image(['jpg', 'jpeg'], ['image/jpeg', 'image/pjpeg'], false),
  image(['png'], ['image/png'], false),
  image(['bmp'], ['image/bmp', 'image/x-ms-bmp'], false),
  image(['tif', 'tiff'], ['image/tiff'], false),
  image(['gif'], ['image/gif'], false),
  image(['webp'], ['image/webp'], false),
  image(['heic'], ['image/heic', 'image/heif'], false),
  { extensions: ['dcm', 'dicom'], group: 'dicom', mediaTypes: ['application/dicom'], preview: true, inline: false },
  document('pdf', 'application/pdf'),
  document('doc', 'application/msword'),
  document('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  document('xls', 'application/vnd.ms-excel'),
  document('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  document('ppt', 'application/vnd.ms-powerpoint'),
  document('pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'),
  document('odt', 'application/vnd.oasis.opendocument.text'),
  document('ods', 'application/vnd.oasis.opendocument.spreadsheet'),
  document('txt', 'text/plain'),
  document('csv', 'text/csv'),
  document('rtf', 'application/rtf', 'text/rtf'),
  video('mp4', ['video/mp4'], true),
  video('mov', ['video/quicktime'], true),
  video('webm', ['video/webm'], true),
  video('avi', ['video/x-msvideo', 'video/avi'], false),
  video('3gp', ['video/3gpp'], true),
  audio('mp3', 'audio/mpeg'),
  audio('m4a', 'audio/mp4', 'audio/x-m4a'),
  audio('ogg', 'audio/ogg'),
  audio('wav', 'audio/wav', 'audio/x-wav'),
];

/** The type that an extension (any case, no dot) stands for; undefined when it is not accepted. */
export function uploadTypeOf(extension: string): UploadType | undefined {
  const wanted = extension.toLowerCase();
  return UPLOAD_TYPES.find((type) => type.extensions.includes(wanted));
}

/** The extensions of each group, in the order of the table: what the form says is accepted. */
export function acceptedExtensions(): { group: FileGroup; extensions: string[] }[] {
  const groups = [...new Set(UPLOAD_TYPES.map((type) => type.group))];
  return groups.map((group) => ({ group, extensions: UPLOAD_TYPES.filter((type) => type.group === group).flatMap((type) => type.extensions) }));
}

/** For the `accept` attribute of a file field. A phone's file picker needs the media types too. */
export function acceptAttribute(): string {
  return UPLOAD_TYPES.flatMap((type) => [...type.extensions.map((extension) => `.${extension}`), ...type.mediaTypes]).join(',');
}
