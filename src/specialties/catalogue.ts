import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSpecialty } from './read-specialty.js';
import type { Specialty } from './specialty.js';
import { YamlPlace } from './yaml-place.js';

/** Every specialty by its code. */
export type Catalogue = ReadonlyMap<string, Specialty>;

/**
 * Reads every `*.yaml` of a folder, one specialty a file.
 * @throws Error that lists every mistake of every file, each with file, line and field
 */
export function loadCatalogue(folder: string): Catalogue {
  const problems: string[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
  if (files.length === 0) problems.push(`${folder} holds no .yaml file`);

  const specialties = files.map((name) => {
    const top = YamlPlace.top(name, readFileSync(join(folder, name), 'utf8'), problems);
    return readSpecialty(top, name);
  });
  if (problems.length > 0) throw new Error(`The specialties in ${folder} are not usable:\n${problems.join('\n')}`);
  return new Map(specialties.map((specialty) => [specialty.code, specialty]));
}
