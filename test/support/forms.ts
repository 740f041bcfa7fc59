/** One field of a form as it stands on a page. */
export interface FormField {
  readonly name: string;
  readonly type: string;
  /** What it holds now; of choices, what can be chosen. */
  readonly values: readonly string[];
}

/** A form as it stands on a page, with every address that its buttons send it to. */
export interface PageForm {
  readonly actions: readonly string[];
  readonly isMultipart: boolean;
  readonly fields: readonly FormField[];
}

const TEXTS = new Set(['text', 'email', 'password', 'search', 'date', 'datetime-local', 'textarea']);
const CHOICES = new Set(['radio', 'checkbox', 'select']);

/** Fields that somebody types into. */
export const textFields = ({ fields }: PageForm): FormField[] => fields.filter(({ type }) => TEXTS.has(type));

/** Every form of a page that changes something. */
export function formsOn(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, head]) => attribute(head!, 'method') === 'post')
    .map(([, head, body]) => ({
      actions: [...new Set([attribute(head!, 'action'), ...[...body!.matchAll(/formaction="([^"]+)"/g)].map(([, to]) => to!)])].map(plain),
      isMultipart: attribute(head!, 'enctype') === 'multipart/form-data',
      fields: fieldsIn(body!),
    }));
}

function fieldsIn(html: string): FormField[] {
  const found = new Map<string, { type: string; values: string[] }>();
  const add = (name: string, type: string, ...values: string[]) => {
    const field = found.get(name) ?? { type, values: [] };
    found.set(name, { ...field, values: [...field.values, ...values.map(plain)] });
  };
  for (const [tag] of html.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    if (name) add(name, tag.startsWith('<button') ? 'button' : attribute(tag, 'type') || 'text', attribute(tag, 'value'));
  }
  for (const [, head, body] of html.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)) add(attribute(head!, 'name'), 'textarea', body!);
  for (const [, head, body] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const options = [...body!.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, option, text]) => (/value="/.test(option!) ? attribute(option!, 'value') : text!));
    add(attribute(head!, 'name'), 'select', ...options);
  }
  return [...found].map(([name, field]) => ({ name, ...field }));
}

/** What a browser would send if nothing were typed or chosen: the hidden fields, and the first of each choice. */
export function untouched({ fields }: PageForm): Record<string, string | string[]> {
  const sent = fields.filter(({ type }) => !['file', 'button', 'checkbox'].includes(type));
  return Object.fromEntries(sent.map(({ name, type, values }) => [name, CHOICES.has(type) || type === 'hidden' ? (values[0] ?? '') : '']));
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** Text of a page without its escapes. */
export const plain = (html: string): string =>
  html.replace(/&#x([0-9a-fA-F]+);|&#(\d+);/g, (_, hex: string, dec: string) => String.fromCodePoint(hex ? parseInt(hex, 16) : Number(dec)))
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
