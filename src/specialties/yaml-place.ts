import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';

interface YamlFile {
  readonly name: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly problems: string[];
}

/**
 * A place in a YAML file. Reading never stops: what is wrong is noted with file, line and field, and a blank
 * is given back, so that one start shows every mistake. Use what was read only if nothing was noted.
 */
export class YamlPlace {
  private constructor(
    private readonly file: YamlFile,
    private readonly node: Node | undefined,
    private readonly field: string,
    private readonly line: number,
  ) {}

  /** The top of a file; mistakes in it are added to `problems`. */
  static top(name: string, source: string, problems: string[]): YamlPlace {
    const lines = new LineCounter();
    const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
    for (const { message, pos } of document.errors) problems.push(`${name}:${lines.linePos(pos[0]).line} ${message}`);
    return new YamlPlace({ name, document, lines, problems }, document.contents ?? undefined, '', 1);
  }

  /** Something is there. */
  get given(): boolean {
    return this.node !== undefined;
  }

  get isText(): boolean {
    return typeof this.value === 'string';
  }

  /** What is under that key, which may be nothing. */
  at(key: string): YamlPlace {
    const pair = isMap(this.node) ? this.node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return this.inside((pair?.value ?? undefined) as Node | undefined, this.field ? `${this.field}.${key}` : key);
  }

  get keys(): string[] {
    return isMap(this.node) ? this.node.items.map(({ key }) => String(key)) : [];
  }

  /** Notes keys that nobody would read, such as misspelt ones. */
  onlyKeys(...known: string[]): void {
    if (this.given && !isMap(this.node)) this.problem('must have fields of its own');
    const unknown = this.keys.filter((key) => !known.includes(key));
    for (const key of unknown) this.at(key).problem(`is not known here; known are ${known.join(', ')}`);
  }

  /** The places of a list with at least one item. */
  items(): YamlPlace[] {
    if (isSeq(this.node) && this.node.items.length > 0)
      return this.node.items.map((item, index) => this.inside(item as Node, `${this.field}[${index}]`));
    this.problem('must be a list with at least one item');
    return [];
  }

  text(shape = /\S/, description = 'a text'): string {
    const { value } = this;
    if (typeof value === 'string' && shape.test(value)) return value;
    this.problem(`must be ${description}`);
    return '';
  }

  oneOf<const Word extends string>(words: readonly Word[]): Word {
    const { value } = this;
    if (words.includes(value as Word)) return value as Word;
    this.problem(`must be one of ${words.join(', ')}`);
    return words[0];
  }

  number(min = -Infinity, max = Infinity): number {
    const { value } = this;
    if (typeof value === 'number' && value >= min && value <= max) return value;
    this.problem(Number.isFinite(max) ? `must be a number from ${min} to ${max}` : 'must be a number');
    return 0;
  }

  /** True or false; false when it is left out. */
  flag(): boolean {
    if (this.given && typeof this.value !== 'boolean') this.problem('must be true or false');
    return this.value === true;
  }

  problem(message: string): void {
    this.file.problems.push(`${this.file.name}:${this.line} ${this.field || 'the file'} ${message}`);
  }

  /** Notes a problem wherever a word was already said by an earlier place. */
  static noTwins(places: readonly YamlPlace[]): void {
    const said = new Set<unknown>();
    for (const place of places) {
      if (place.given && said.has(place.value)) place.problem(`is there twice: ${place.value}`);
      said.add(place.value);
    }
  }

  private get value(): unknown {
    return isScalar(this.node) ? this.node.value : undefined;
  }

  private inside(found: Node | undefined, field: string): YamlPlace {
    const node = isAlias(found) ? found.resolve(this.file.document) : found;
    const line = found?.range ? this.file.lines.linePos(found.range[0]).line : this.line;
    return new YamlPlace(this.file, node, field, line);
  }
}
