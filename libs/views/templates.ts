import Handlebars from 'handlebars';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATE = /^(?<module>[^/]+)\/(?:views|layouts|components)\/(?<name>.+)\.hbs$/;

/** Every template, compiled once and known as `module/name`. A missing value is an error, not a blank. */
export class Templates {
  private readonly handlebars = Handlebars.create();

  /** @param root the folder whose subfolders are modules with `views`, `layouts` or `components` */
  constructor(root: string, helpers: Handlebars.HelperDeclareSpec) {
    this.handlebars.registerHelper(helpers);
    // Said beforehand, a helper is called without being looked for.
    const knownHelpers = Object.fromEntries(Object.keys(helpers).map((helper) => [helper, true]));
    for (const file of globSync('*/{views,layouts,components}/**/*.hbs', { cwd: root })) {
      const { module, name } = TEMPLATE.exec(file)!.groups!;
      const source = readFileSync(join(root, file), 'utf8');
      this.handlebars.registerPartial(`${module}/${name}`, this.handlebars.compile(source, { strict: true, knownHelpers, knownHelpersOnly: true }));
    }
  }

  /** @throws Error when there is no such template, or the page lacks a value that it prints */
  render(name: string, page: object): string {
    const template = this.handlebars.partials[name] as Handlebars.TemplateDelegate | undefined;
    if (!template) throw new Error(`There is no template ${name}`);
    return template(page);
  }
}
