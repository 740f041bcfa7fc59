const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const COMPUTED_RADIOGRAPHY = '1.2.840.10008.5.1.4.1.1.1';
/** Any number below the root that needs no registration. PS3.5, B.2 */
const INSTANCE = '2.25.202600000001';

/** A radiograph as its machine would save it, with tags that name a patient whom there is not. @param pixels 8 bits of grey each */
export function dicomOf(pixels: Buffer, { width, height }: { readonly width: number; readonly height: number }): Buffer {
  const meta = Buffer.concat([
    element(0x0002, 0x0001, 'OB', Buffer.from([0, 1])),
    element(0x0002, 0x0002, 'UI', COMPUTED_RADIOGRAPHY),
    element(0x0002, 0x0003, 'UI', INSTANCE),
    element(0x0002, 0x0010, 'UI', EXPLICIT_LITTLE_ENDIAN),
  ]);
  const content = [
    element(0x0008, 0x0016, 'UI', COMPUTED_RADIOGRAPHY),
    element(0x0008, 0x0018, 'UI', INSTANCE),
    element(0x0008, 0x0060, 'CS', 'CR'),
    element(0x0010, 0x0010, 'PN', 'FICTIONAL^PATIENT'),
    element(0x0010, 0x0020, 'LO', 'FICTION-1'),
    element(0x0018, 0x0015, 'CS', 'CHEST'),
    element(0x0028, 0x0002, 'US', 1),
    element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    element(0x0028, 0x0010, 'US', height),
    element(0x0028, 0x0011, 'US', width),
    element(0x0028, 0x0100, 'US', 8),
    element(0x0028, 0x0101, 'US', 8),
    element(0x0028, 0x0102, 'US', 7),
    element(0x0028, 0x0103, 'US', 0),
    element(0x7fe0, 0x0010, 'OB', pixels),
  ];
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), element(0x0002, 0x0000, 'UL', meta.length), meta, ...content]);
}

/** One element in explicit VR little endian. PS3.5, 7.1.2 */
function element(group: number, number: number, vr: string, value: string | number | Buffer): Buffer {
  const content = even(bytesOf(vr, value), vr);
  const isLong = vr === 'OB';
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(content.length, 8);
  else head.writeUInt16LE(content.length, 6);
  return Buffer.concat([head, content]);
}

function bytesOf(vr: string, value: string | number | Buffer): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'string') return Buffer.from(value, 'latin1');
  const bytes = Buffer.alloc(vr === 'UL' ? 4 : 2);
  bytes.writeUIntLE(value, 0, bytes.length);
  return bytes;
}

/** Values have an even length; texts are filled up with a space, the rest with zero. PS3.5, 6.2 */
function even(content: Buffer, vr: string): Buffer {
  const isText = vr !== 'OB' && vr !== 'UI';
  return content.length % 2 ? Buffer.concat([content, Buffer.from(isText ? ' ' : '\0')]) : content;
}
