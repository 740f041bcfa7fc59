import { drawing } from './pictures.js';
import { sample } from './sample.js';
import type { Sample } from './sample.js';

/** In the tags, to be searched for in what must not have it. */
export const DICOM_PATIENT = 'FICTIONAL^PATIENT';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
const LONG_FORM = new Set(['OB', 'OW', 'SQ', 'UN', 'UT']);

/** One element in explicit VR little endian. PS3.5, 7.1.2 */
function element(group: number, number: number, vr: string, value: string | number | Buffer, undefinedLength = false): Buffer {
  const content = bytesOf(vr, value);
  const head = Buffer.alloc(LONG_FORM.has(vr) ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (LONG_FORM.has(vr)) head.writeUInt32LE(undefinedLength ? 0xffffffff : content.length, 8);
  else head.writeUInt16LE(content.length, 6);
  return Buffer.concat([head, content]);
}

function bytesOf(vr: string, value: string | number | Buffer): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'number') return Buffer.from(vr === 'UL' ? new Uint32Array([value]).buffer : new Uint16Array([value]).buffer);
  return Buffer.from(value.length % 2 ? value + (vr === 'UI' ? '\0' : ' ') : value, 'latin1');
}

function dicomFile(transferSyntax: string, elements: Buffer[]): Buffer {
  const meta = Buffer.concat([element(2, 2, 'UI', '1.2.840.10008.5.1.4.1.1.2'), element(2, 3, 'UI', '1.2.3.4'), element(2, 0x10, 'UI', transferSyntax)]);
  const patient = [element(0x10, 0x10, 'PN', DICOM_PATIENT), element(0x10, 0x20, 'LO', 'FICTION-1')];
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), element(2, 0, 'UL', meta.length), meta, ...patient, ...elements]);
}

/** Like a CT slice: 128 x 128, 16 bits, Hounsfield units by slope and intercept, a soft-tissue window. A disc of 40 HU in air. */
export function sampleDicom(folder: string): Promise<Sample> {
  return sample(folder, 'slice.dcm', () => {
    const side = 128;
    const pixels = new Uint16Array(side * side);
    for (let index = 0; index < pixels.length; index++) {
      const distance = Math.hypot((index % side) - side / 2, Math.floor(index / side) - side / 2);
      pixels[index] = 1024 + (distance < 40 ? 40 : -1000);
    }
    return dicomFile(EXPLICIT_LITTLE_ENDIAN, [
      element(0x28, 2, 'US', 1),
      element(0x28, 4, 'CS', 'MONOCHROME2'),
      element(0x28, 0x10, 'US', side),
      element(0x28, 0x11, 'US', side),
      element(0x28, 0x100, 'US', 16),
      element(0x28, 0x101, 'US', 12),
      element(0x28, 0x102, 'US', 11),
      element(0x28, 0x103, 'US', 0),
      element(0x28, 0x1050, 'DS', '40'),
      element(0x28, 0x1051, 'DS', '400'),
      element(0x28, 0x1052, 'DS', '-1024'),
      element(0x28, 0x1053, 'DS', '1'),
      element(0x7fe0, 0x10, 'OW', Buffer.from(pixels.buffer)),
    ]);
  });
}

/** Like a picture of an ultrasound or a camera: colour, JPEG baseline, encapsulated. PS3.5, A.4 */
export function sampleDicomJpeg(folder: string): Promise<Sample> {
  return sample(folder, '1.2.840.99999.7', async () => {
    const jpeg = await drawing(320, 240).jpeg().toBuffer();
    const even = jpeg.length % 2 ? Buffer.concat([jpeg, Buffer.alloc(1)]) : jpeg;
    const item = (content: Buffer) => Buffer.concat([Buffer.from('feff00e0', 'hex'), Buffer.from(new Uint32Array([content.length]).buffer), content]);
    const end = Buffer.from('feffdde000000000', 'hex');
    return dicomFile(JPEG_BASELINE, [
      element(0x28, 2, 'US', 3),
      element(0x28, 4, 'CS', 'YBR_FULL_422'),
      element(0x28, 6, 'US', 0),
      element(0x28, 0x10, 'US', 240),
      element(0x28, 0x11, 'US', 320),
      element(0x28, 0x100, 'US', 8),
      element(0x28, 0x101, 'US', 8),
      element(0x28, 0x102, 'US', 7),
      element(0x28, 0x103, 'US', 0),
      element(0x7fe0, 0x10, 'OB', Buffer.concat([item(Buffer.alloc(0)), item(even), end]), true),
    ]);
  });
}
