import dicomParser from 'dicom-parser';
import { dicomFile, shape, type DicomElement, type Shape } from '../../../test/support/samples/dicom-file.js';
import { colours } from './dicom-colour.js';
import { frameOf } from './dicom-frames.js';
import { layoutOf } from './dicom-layout.js';

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const TWO = { width: 2, height: 1, allocated: 8, stored: 8, samples: 3 };
const RED_THEN_WHITE = [255, 0, 0, 255, 255, 255];
/** Brightness, blue and red by CCIR 601. */
const [RED, WHITE] = [[76, 85, 255], [255, 128, 128]] as const;

async function shown(how: Shape, pixels: readonly number[], more: readonly DicomElement[] = []): Promise<number[]> {
  const dataSet = dicomParser.parseDicom(dicomFile(EXPLICIT_LITTLE_ENDIAN, [...shape(how), ...more, [0x7fe0, 0x10, 'OW', Buffer.from(pixels)]]));
  return [...colours(dataSet, await frameOf(dataSet, dataSet.elements.x7fe00010!, layoutOf(dataSet), 0))];
}

/** Rounding of the weights moves a colour by a step. */
const expectNear = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(Math.abs(found[at]! - value)).toBeLessThanOrEqual(2);
};

describe('the colours of DICOM', () => {
  it('are red, green and blue in turn, or one plane after the other', async () => {
    expect(await shown({ ...TWO, interpretation: 'RGB' }, RED_THEN_WHITE)).toEqual(RED_THEN_WHITE);
    expect(await shown({ ...TWO, interpretation: 'RGB', planar: 1 }, [255, 255, 0, 255, 0, 255])).toEqual(RED_THEN_WHITE);
  });

  it('may be brightness and two colours, which two pixels may share', async () => {
    expectNear(await shown({ ...TWO, interpretation: 'YBR_FULL' }, [...RED, ...WHITE]), RED_THEN_WHITE);
    const [, blue, red] = RED;
    expectNear(await shown({ ...TWO, interpretation: 'YBR_FULL_422' }, [76, 0, blue, red]), [255, 0, 0, 178, 0, 0]);
  });

  it('may be places in tables of 16 bits, of which the last stands for all beyond', async () => {
    const table = (values: readonly number[]) => Buffer.from(Uint16Array.from(values, (value) => value << 8).buffer);
    const entries = Buffer.from(new Uint16Array([2, 0, 16]).buffer);
    const palette: DicomElement[] = [...[0x1101, 0x1102, 0x1103].map((tag): DicomElement => [0x28, tag, 'US', entries]), [0x28, 0x1201, 'OW', table([255, 255])], [0x28, 0x1202, 'OW', table([0, 255])], [0x28, 0x1203, 'OW', table([0, 255])]];
    expect(await shown({ ...TWO, samples: 1, interpretation: 'PALETTE COLOR' }, [0, 200], palette)).toEqual(RED_THEN_WHITE);
  });

  it.each([
    ['a colour space that nobody knows', { ...TWO, interpretation: 'CMYK' }, RED_THEN_WHITE, 'unsupported'],
    ['a palette without its tables', { ...TWO, samples: 1, interpretation: 'PALETTE COLOR' }, [0, 1], 'unsupported'],
    ['fewer pixels than there should be', { ...TWO, interpretation: 'RGB' }, [255, 0], 'broken'],
    ['a picture of no size', { ...TWO, width: 0, interpretation: 'RGB' }, RED_THEN_WHITE, 'broken'],
    ['more pixels than the limit', { ...TWO, width: 65_535, height: 65_535, interpretation: 'RGB' }, RED_THEN_WHITE, 'too-large'],
  ] as const)('refuses %s', async (_, how, pixels, reason) => {
    await expect(shown(how, pixels)).rejects.toThrow(reason);
  });
});
