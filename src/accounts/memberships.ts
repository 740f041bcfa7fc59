import { Injectable } from '@nestjs/common';
import type { Language } from '#config/languages';
import type { Choice } from '#libs/forms/field';
import { Specialties } from '../specialties/index.js';
import { Projects } from './projects.js';

/** What a person can belong to, as forms offer it. */
export interface MembershipChoices {
  readonly projects: readonly Choice[];
  readonly missions: readonly Choice[];
  readonly specialties: readonly Choice[];
}

/** Reads what there is to belong to today: open projects, missions, specialties. */
@Injectable()
export class Memberships {
  constructor(
    private readonly projects: Projects,
    private readonly specialties: Specialties,
  ) {}

  /** @param kept ids of projects that are offered although they are closed, since somebody is a member */
  async choices(language: Language, kept: readonly string[] = []): Promise<MembershipChoices> {
    const [projects, missions] = await Promise.all([this.projects.open(kept), this.projects.missions()]);
    return {
      projects: projects.map(({ id, name, missionName }) => ({ value: id, label: name, hint: missionName })),
      missions: missions.map(({ id, name }) => ({ value: id, label: name })),
      specialties: this.specialties.all(language).map(({ code, name }) => ({ value: code, label: name })),
    };
  }
}
