import { Injectable } from '@nestjs/common';
import type { GroupRight } from '#config/group-rights';
import { Settings } from '#config/settings';
import type { Role } from '#libs/authorization/actor';
import type { AccessPerson } from '#libs/access-log/entry';
import type { Transaction } from '#libs/database/unit-of-work';
import { Dictionary } from '#libs/i18n/words';
import { Specialties } from '../../specialties/index.js';
import { RightsChanged } from '../account.events.js';
import { Memberships } from '../memberships.js';
import { changesInWords } from '../rights-in-words.js';
import { PLACES, type Rights } from '../rights.js';
import { readRights, writeRights } from '../rights.store.js';
import { rightsByGroups, type Grant } from './rights-by-groups.js';

/** Gives and takes what the hospital's groups decide about. */
@Injectable()
export class Grants {
  constructor(
    private readonly specialties: Specialties,
    private readonly memberships: Memberships,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** The grants of a mapping, with what is known here; a project, mission or specialty that there is not grants nothing. */
  async known(tx: Transaction, mapping: readonly GroupRight[]): Promise<Grant[]> {
    if (mapping.length === 0) return [];
    const places = mapping.map(({ place = '' }) => place);
    const rows = await tx.query<{ role: string; name: string; id: string }>(
      `select 'project-staff' as role, code as name, id from projects where code = any($1) and closed_at is null
       union all select 'medco', name, id from missions where name = any($1)`, [places]);
    const codes = this.specialties.all(this.settings.DEFAULT_LANGUAGE).map(({ code }) => ({ role: 'specialist', name: code, id: code }));
    const ids = new Map([...rows, ...codes].map(({ role, name, id }) => [`${role} ${name}`, id]));
    return mapping.flatMap(({ group, role, place }) => {
      const id = ids.get(`${role} ${place}`);
      return id || !(role in PLACES) ? [{ group, role: role as Role, place: id }] : [];
    });
  }

  /** Makes the rights of the account those of its groups; old and new go on the access log. */
  async apply(tx: Transaction, who: AccessPerson & { readonly id: string }, grants: readonly Grant[], groups: readonly string[]): Promise<void> {
    if (grants.length === 0) return;
    const before = await readRights(tx, who.id);
    const after: Rights = rightsByGroups(before, grants, groups);
    const language = this.settings.DEFAULT_LANGUAGE;
    const changes = changesInWords(before, after, await this.memberships.choices(language), this.dictionary.in(language));
    if (changes.length === 0) return;
    await writeRights(tx, who.id, after);
    for (const what of changes) tx.log({ who, action: 'account.rights-set-by-groups', subject: { accountId: who.id, what } });
    await tx.record(new RightsChanged(null, { accountId: who.id }));
  }
}
