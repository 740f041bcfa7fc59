import { strToU8, zipSync } from 'fflate';
import { drawing } from './pictures.js';
import { sample } from './sample.js';
import type { Sample } from './sample.js';

/** An archive of text parts, the first one first and uncompressed. */
export async function zipOf(parts: Record<string, string>): Promise<Buffer> {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, content], index) => [name, [strToU8(content), { level: index === 0 ? 0 : 6 }]]))));
}

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';

function officeOpenXml(mainPart: string, type: string, content: string): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${CONTENT_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${mainPart}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}" Target="${mainPart}"/></Relationships>`,
    [mainPart]: `<?xml version="1.0"?>${content}`,
  });
}

const openDocument = (kind: string) => zipOf({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<?xml version="1.0"?><office:document-content/>' });

export function sampleDocx(folder: string): Promise<Sample> {
  const letter = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>A letter of referral.</w:t></w:r></w:p></w:body></w:document>';
  return sample(folder, 'letter.docx', () => officeOpenXml('word/document.xml', 'wordprocessingml.document', letter));
}

export function sampleXlsx(folder: string): Promise<Sample> {
  return sample(folder, 'sheet.xlsx', () => officeOpenXml('xl/workbook.xml', 'spreadsheetml.sheet', '<workbook/>'));
}

export function samplePptx(folder: string): Promise<Sample> {
  return sample(folder, 'slides.pptx', () => officeOpenXml('ppt/presentation.xml', 'presentationml.presentation', '<presentation/>'));
}

export const sampleOdt = (folder: string) => sample(folder, 'letter.odt', () => openDocument('text'));
export const sampleOds = (folder: string) => sample(folder, 'sheet.ods', () => openDocument('spreadsheet'));
export const sampleTxt = (folder: string) => sample(folder, 'note.txt', () => Buffer.from('BMI 17.2, température 39,4 °C\nမြန်မာ\n'));
export const sampleTxtUtf16 = (folder: string) => sample(folder, 'note-utf16.txt', () => Buffer.from('\ufeffBMI 17.2, température 39,4 °C\r\n', 'utf16le'));
export const sampleCsv = (folder: string) => sample(folder, 'values.csv', () => Buffer.from('day;temperature\r\n1;39,4\r\n2;38,1\r\n'));
export const sampleRtf = (folder: string) => sample(folder, 'note.rtf', () => Buffer.from('{\\rtf1\\ansi A note.\\par}'));

/** Three pages: a scan (a JPEG), then text. */
export function samplePdf(folder: string): Promise<Sample> {
  return sample(folder, 'results.pdf', async () => {
    const scan = await drawing(600, 800).jpeg().toBuffer();
    const text = (words: string) => stream('', Buffer.from(`BT /F1 24 Tf 72 700 Td (${words}) Tj ET`));
    const page = (content: number) => Buffer.from(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${content} 0 R/Resources<</Font<</F1 9 0 R>>/XObject<</Scan 10 0 R>>>>>>`);
    return pdfOf([
      Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
      Buffer.from('<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>'),
      page(6),
      page(7),
      page(8),
      stream('', Buffer.from('495 0 0 660 50 91 cm /Scan Do')),
      text('Second page'),
      text('Third page'),
      Buffer.from('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'),
      stream('/Type/XObject/Subtype/Image/Width 600/Height 800/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode', scan),
    ]);
  });
}

function stream(entries: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<<${entries}/Length ${content.length}>>\nstream\n`), content, Buffer.from('\nendstream')]);
}

/** The objects, numbered from 1, the first being the catalogue. ISO 32000-1, 7.5 */
function pdfOf(objects: Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0].length;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
