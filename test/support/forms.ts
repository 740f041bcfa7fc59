/** One field of a form as it stands on a page. */
export interface FormField {
  readonly name: string;
  readonly type: string;
  /** What it holds; of choices, what can be chosen. */
  readonly values: readonly string[];
  /** Of choices, what is chosen. */
  readonly chosen: readonly string[];
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
  const found = new Map<string, { type: string; values: string[]; chosen: string[] }>();
  const add = (name: string, type: string, value: string, isChosen = false) => {
    const { values = [], chosen = [] } = found.get(name) ?? {};
    found.set(name, { type, values: [...values, plain(value)], chosen: isChosen ? [...chosen, plain(value)] : chosen });
  };
  for (const [tag] of html.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    if (name) add(name, tag.startsWith('<button') ? 'button' : attribute(tag, 'type') || 'text', attribute(tag, 'value'), /\schecked\b/.test(tag));
  }
  for (const [, head, body] of html.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)) if (attribute(head!, 'name')) add(attribute(head!, 'name'), 'textarea', body!);
  for (const [, head, body] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    for (const [, option, text] of body!.matchAll(/<option\b([^>]*)>([^<]*)/g)) add(attribute(head!, 'name'), 'select', /value="/.test(option!) ? attribute(option!, 'value') : text!, /\sselected\b/.test(option!));
  }
  return [...found].map(([name, field]) => ({ name, ...field }));
}

/** What a browser would send if nothing were typed or chosen: what is hidden, typed or chosen already. */
export function untouched({ fields }: PageForm): Record<string, string | string[]> {
  const sent = fields.filter(({ type, chosen }) => !['file', 'button'].includes(type) && (chosen.length > 0 || !['checkbox', 'radio'].includes(type)));
  return Object.fromEntries(sent.map(({ name, values, chosen, type }) => [name, single(CHOICES.has(type) ? (chosen.length > 0 ? chosen : values.slice(0, 1)) : values)]));
}

const single = (values: readonly string[]): string | string[] => (values.length === 1 ? values[0]! : [...values]);

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** Text of a page without its escapes. */
export const plain = (html: string): string =>
  html.replace(/&#x([0-9a-fA-F]+);|&#(\d+);/g, (_, hex: string, dec: string) => String.fromCodePoint(hex ? parseInt(hex, 16) : Number(dec)))
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
