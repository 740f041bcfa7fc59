import type { Language } from '#config/languages';
import type { Catalogue } from './catalogue.js';
import { inLanguage } from './local-text.js';
import type { Section } from './section.js';
import type { PictureChecklist, Service, Specialty } from './specialty.js';

/** A specialty as a list offers it. */
export interface ListedSpecialty {
  readonly code: string;
  readonly name: string;
  readonly hasSection: boolean;
}

/** What other modules may ask about specialties. */
export class Specialties {
  constructor(private readonly catalogue: Catalogue) {}

  /** Every specialty, in the alphabetical order of that language. */
  all(language: Language): ListedSpecialty[] {
    return [...this.catalogue.values()]
      .map(({ code, name, sections }) => ({ code, name: inLanguage(name, language), hasSection: sections.length > 0 }))
      .sort((a, b) => a.name.localeCompare(b.name, language));
  }

  find(code: string): Specialty | undefined {
    return this.catalogue.get(code);
  }

  /** The name to show; the bare code of a specialty that an old case has and the catalogue no longer. */
  nameOf(code: string, language: Language): string {
    const specialty = this.find(code);
    return specialty ? inLanguage(specialty.name, language) : code;
  }

  /** The questions of that version, or the newest; undefined when there are none. */
  section(code: string, version?: number): Section | undefined {
    const sections = this.find(code)?.sections ?? [];
    return version === undefined ? sections[0] : sections.find((section) => section.version === version);
  }

  /** How it serves as long as nobody has changed that; what holds now, `Services` knows. @throws RangeError for an unknown specialty */
  usualService(code: string): Service {
    const specialty = this.find(code);
    if (!specialty) throw new RangeError(`There is no specialty "${code}" in the catalogue`);
    return specialty;
  }

  pictureChecklist(code: string): PictureChecklist | undefined {
    return this.find(code)?.pictures;
  }
}
