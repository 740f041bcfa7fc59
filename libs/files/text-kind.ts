/** Bytes that no text has; NUL is one of them. https://mimesniff.spec.whatwg.org/#binary-data-byte */
// oxlint-disable-next-line no-control-regex
const BINARY_BYTE = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** What browsers take for HTML. https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type */
const HTML = /^<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--)[\s>]/i;

const KINDS: readonly (readonly [kind: string, opening: RegExp])[] = [
  ['html', HTML],
  ['svg', /^<svg[\s>]|^<(?:\?xml|!doctype)[^]{0,4096}?<svg[\s>]/i],
  ['html', /^<\?xml[^]{0,4096}?<html[\s>]/i],
  ['xml', /^<\?xml\s/i],
  ['script', /^(?:#!|<\?php)/i],
  ['rtf', /^\{\\rtf/],
  ['pdf', /^%PDF-/],
  ['ps', /^%!PS/],
];

/**
 * What kind of text this is: `txt` for plain text in UTF-8, UTF-16 with its mark or a single-byte code page, else the
 * kind that its first characters say. Undefined when it is no text.
 * @param tail the last bytes of the file, so that a binary hidden behind a page of text is found
 */
export function textKind(head: Buffer, tail: Buffer): string | undefined {
  const encoding = utf16Of(head);
  if (encoding === 'latin1' && BINARY_BYTE.test(tail.toString('latin1'))) return undefined;

  const text = decode(head, encoding);
  if (text === undefined || BINARY_BYTE.test(text)) return undefined;

  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  return KINDS.find(([, opening]) => opening.test(start))?.[0] ?? 'txt';
}

function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | 'latin1' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'latin1';
}

/** Every byte is a character of Latin-1, which is enough to read markup in UTF-8 or any code page. */
function decode(head: Buffer, encoding: 'utf-16le' | 'utf-16be' | 'latin1'): string | undefined {
  if (encoding === 'latin1') return head.toString('latin1');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
}
