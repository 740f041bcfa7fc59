import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import type { Job, Message } from './messages.js';

// The entry of a process: it imports nothing of ours but types, so that it runs from source as well as compiled.

interface Diagnosed {
  shortDiagnostics: { message: string }[];
}
interface Compiled {
  result: { numOfPages: number } | null;
  takeError(): Diagnosed | null;
}
interface Compiler {
  mapShadow(path: string, content: Buffer): void;
  compile(source: { mainFileContent: string; inputs?: Record<string, string> }): Compiled;
  pdf(document: object, options?: { pdfStandard: string }): Buffer;
}

/** How the template finds a file that can be shown. */
interface Shown {
  at: string;
  format: string;
  pages?: number;
}

// The root does not exist: what is put into memory below it is all that Typst can read.
const ROOT = '/nonexistent/report';
const FONTS = ['noto-sans', 'noto-sans-arabic', 'noto-sans-myanmar', 'noto-sans-ethiopic'];
const LIBRARIES = ['gnu', 'musl'].map((libc) => `@myriaddreamin/typst-ts-node-compiler-linux-x64-${libc}`);
const PICTURE = '#image(sys.inputs.at, format: sys.inputs.format)';
const PAGES = '#for n in range(int(sys.inputs.pages)) { image(sys.inputs.at, format: "pdf", page: n + 1) }';
const NO_SUCH_PAGE = '#image(sys.inputs.at, format: "pdf", page: 1000000)';

const require = createRequire(import.meta.url);
const compiler = createCompiler();

function createCompiler(): Compiler {
  const fontPaths = FONTS.flatMap((name) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
    return [`${folder}/400Regular`, `${folder}/700Bold`];
  });
  return typst().NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontPaths }] });
}

/** Typst for the C library of this machine: npm installs only the one that fits. */
function typst(): { NodeCompiler: { create(options: object): Compiler } } {
  const installed = LIBRARIES.find((name) => {
    try {
      return require.resolve(name);
    } catch {
      return false;
    }
  });
  return require(installed ?? LIBRARIES[0]!);
}

function compile(mainFileContent: string, inputs: Record<string, string> = {}) {
  const compiled = compiler.compile({ mainFileContent, inputs });
  if (compiled.result) return compiled.result;
  throw new Error(compiled.takeError()?.shortDiagnostics.map(({ message }) => message).join('; '));
}

function put(at: string, content: Buffer | string) {
  compiler.mapShadow(ROOT + at, Buffer.from(content));
}

/** Told by the first bytes: names lie, and Typst must not meet the formats that nobody asked for, such as SVG. */
function formatOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg';
  if (bytes.toString('latin1', 1, 4) === 'PNG') return 'png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  return undefined;
}

/** Prints the picture alone: what fails here would fail the report. Typst keeps what it decoded for the report. */
function picture(at: string, bytes: Buffer): Shown {
  const format = formatOf(bytes);
  if (!format) throw new Error('not a JPEG, PNG or WebP');
  compiler.pdf(compile(PICTURE, { at, format }));
  return { at, format };
}

/** Prints the document alone. Typst tells the number of its pages only to those who ask for one that it lacks. */
function pagesOf(at: string): Shown {
  try {
    compile(NO_SUCH_PAGE, { at });
  } catch (error) {
    const pages = /only has (\d+) page/.exec((error as Error).message)?.[1];
    if (!pages) throw error;
    compiler.pdf(compile(PAGES, { at, pages }));
    return { at, format: 'pdf', pages: Number(pages) };
  }
  throw new Error('more pages than can be printed');
}

/** The pictures and documents that can be shown, by path. */
async function check({ report, without }: Job): Promise<Record<string, Shown | null>> {
  const pictures = report.sections.flatMap((it) => (it.kind === 'pictures' ? it.pictures : []));
  const documents = report.sections.flatMap((it) => (it.kind === 'pages' ? it.documents : []));
  const shown: Record<string, Shown | null> = Object.fromEntries(without.map((path) => [path, null]));
  for (const { file } of [...pictures, ...documents]) {
    if (file in shown) continue;
    await say({ checking: file });
    try {
      const at = `/shown/${Object.keys(shown).length}`;
      const bytes = readFileSync(file);
      put(at, bytes);
      shown[file] = documents.some((it) => it.file === file) ? pagesOf(at) : picture(at, bytes);
    } catch {
      shown[file] = null;
    }
  }
  await say({ printing: true });
  return shown;
}

/** Fit for screen readers by the standard where that can be promised: not with the pages of others, or a missing font. */
function pdf(document: object): Buffer {
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1' });
  } catch {
    return compiler.pdf(document);
  }
}

async function print(job: Job): Promise<Message> {
  const shown = await check(job);
  const attached = job.report.attached.map((it, n) => ({ ...it, at: `/attached/${n}` }));
  for (const { at, path } of attached) put(at, readFileSync(path));
  put('/report.json', JSON.stringify({ ...job.report, attached }));
  put('/shown.json', JSON.stringify(shown));
  const document = compile(readFileSync(job.template, 'utf8'));
  const bytes = pdf(document);
  writeFileSync(job.target, bytes, { flush: true });
  const leftOut = Object.keys(shown).filter((path) => !shown[path]);
  return { printed: { ok: true, pages: document.numOfPages, bytes: bytes.length, leftOut } };
}

function say(message: Message): Promise<void> {
  return new Promise((done, fail) => process.send!(message, (error: Error | null) => (error ? fail(error) : done())));
}

setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.once('message', async (job: Job) => {
  await say(await print(job).catch((error: Error) => ({ failed: error.message })));
  process.disconnect();
});
