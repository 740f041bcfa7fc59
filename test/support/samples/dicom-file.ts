/** In the tags, to be searched for in what must not have it. */
export const DICOM_PATIENT = 'FICTIONAL^PATIENT';
const LONG_FORM = new Set(['OB', 'OW', 'SQ', 'UN', 'UT']);
const SEQUENCE_ITEM = 'feff00e0';
const SEQUENCE_END = 'feffdde000000000';

export type DicomElement = readonly [group: number, number: number, vr: string, value: string | number | Buffer];

/** One element in explicit VR little endian. PS3.5, 7.1.2 */
function element([group, number, vr, value]: DicomElement, isOpenEnded = false): Buffer {
  const content = bytesOf(vr, value);
  const head = Buffer.alloc(LONG_FORM.has(vr) ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (LONG_FORM.has(vr)) head.writeUInt32LE(isOpenEnded ? 0xffffffff : content.length, 8);
  else head.writeUInt16LE(content.length, 6);
  return Buffer.concat([head, content]);
}

function bytesOf(vr: string, value: string | number | Buffer): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'number') return Buffer.from(vr === 'UL' ? new Uint32Array([value]).buffer : new Uint16Array([value]).buffer);
  return Buffer.from(value.length % 2 ? value + (vr === 'UI' ? '\0' : ' ') : value, 'latin1');
}

function item(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(SEQUENCE_ITEM, 'hex'), Buffer.from(new Uint32Array([content.length]).buffer), content]);
}

/** The value of a sequence. PS3.5, 7.5 */
export function sequence(...items: DicomElement[][]): Buffer {
  return Buffer.concat(items.map((elements) => item(Buffer.concat(elements.map((one) => element(one))))));
}

/** Compressed frames, a fragment each, with an empty table of offsets before them. PS3.5, A.4 */
export function encapsulated(frames: readonly Uint8Array[]): DicomElement {
  const even = (frame: Uint8Array) => Buffer.concat([frame, Buffer.alloc(frame.length % 2)]);
  return [0x7fe0, 0x10, 'OB', Buffer.concat([item(Buffer.alloc(0)), ...frames.map((frame) => item(even(frame))), Buffer.from(SEQUENCE_END, 'hex')])];
}

/** An object with a patient's name in it. The elements are in the order of their numbers; the last are the pixels. */
export function dicomFile(transferSyntax: string, elements: readonly DicomElement[]): Buffer {
  const meta = Buffer.concat(([[2, 2, 'UI', '1.2.840.10008.5.1.4.1.1.2'], [2, 3, 'UI', '1.2.3.4'], [2, 0x10, 'UI', transferSyntax]] as const).map((one) => element(one)));
  const patient: DicomElement[] = [[0x10, 0x10, 'PN', DICOM_PATIENT], [0x10, 0x20, 'LO', 'FICTION-1']];
  const ordered = [...patient, ...elements].toSorted((one, other) => one[0] - other[0] || one[1] - other[1]);
  const isOpenEnded = ([group, , vr, value]: DicomElement) => group === 0x7fe0 && vr === 'OB' && (value as Buffer).toString('hex', 0, 4) === SEQUENCE_ITEM;
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), element([2, 0, 'UL', meta.length]), meta, ...ordered.map((one) => element(one, isOpenEnded(one)))]);
}

export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly allocated: number;
  readonly stored: number;
  readonly samples?: number;
  readonly interpretation?: string;
  readonly planar?: number;
}

/** The elements that say how the pixels lie. PS3.3, C.7.6.3 */
export function shape({ width, height, allocated, stored, samples = 1, interpretation = 'MONOCHROME2', planar = 0 }: Shape): DicomElement[] {
  const colour: DicomElement[] = samples > 1 ? [[0x28, 6, 'US', planar]] : [];
  return [
    [0x28, 2, 'US', samples],
    [0x28, 4, 'CS', interpretation],
    ...colour,
    [0x28, 0x10, 'US', height],
    [0x28, 0x11, 'US', width],
    [0x28, 0x100, 'US', allocated],
    [0x28, 0x101, 'US', stored],
    [0x28, 0x102, 'US', stored - 1],
    [0x28, 0x103, 'US', 0],
  ];
}
