import { Injectable } from '@nestjs/common';
import type { GroupRight } from '#config/group-rights';
import type { Language } from '#config/languages';
import type { Origin } from '#libs/authorization/actor';
import { UnitOfWork, type Transaction } from '#libs/database/unit-of-work';
import type { Proof } from '#libs/sign-on/proof';
import { IdentityTied } from '../account.events.js';
import { createAccount } from '../account.store.js';
import { NO_RIGHTS } from '../rights.js';
import { Grants } from './grants.js';
import { activate, findByAddress, findByIdentity, link, type Known } from './identity.store.js';
import { rightsByGroups } from './rights-by-groups.js';

/** Whom a proof belongs to here: an account, nobody yet, or somebody who may not come in. */
export type Recognition =
  | { readonly accountId: string }
  | { readonly newcomer: { readonly name: string; readonly email: string } }
  | { readonly refusal: 'disabled' | 'unverified' | 'address-of-another' };

interface Circumstances {
  readonly from: Origin;
  readonly language: Language;
  readonly mapping: readonly GroupRight[];
  /** The provider or directory as the access log names it. */
  readonly source: string;
}

/** Knows which account somebody has who has shown elsewhere who they are. */
@Injectable()
export class Identities {
  constructor(
    private readonly work: UnitOfWork,
    private readonly grants: Grants,
  ) {}

  /**
   * The first time an account is found by its address, and tied to the identity; from then on by the identity alone, as
   * an address may change hands. The access log has a row, whatever comes of it.
   */
  recognise(proof: Proof, circumstances: Circumstances): Promise<Recognition> {
    const { from, source, mapping } = circumstances;
    return this.work.run(async (tx) => {
      const grants = await this.grants.known(tx, mapping);
      const known = await findByIdentity(tx, proof);
      const account = known ?? (proof.email ? await findByAddress(tx, proof.email, proof.issuer) : undefined);
      const log = (action: 'account.recognised' | 'account.identity-refused', who?: Known) =>
        tx.log({ who: { id: who?.id ?? null, name: who?.name ?? '', from }, action, subject: { accountId: who?.id, what: source }, outcome: action === 'account.recognised' ? 'done' : 'refused' });
      const refuse = (refusal: 'disabled' | 'unverified' | 'address-of-another'): Recognition => (log('account.identity-refused', account), { refusal });

      if (account?.state === 'disabled') return refuse('disabled');
      if (account?.isTaken) return refuse('address-of-another');
      if (!account && !proof.email) return refuse('unverified');
      const newcomer = { name: proof.name, email: proof.email ?? '' };
      const person = account ?? (rightsByGroups(NO_RIGHTS, grants, proof.groups).roles.length > 0 ? await this.make(tx, newcomer, circumstances) : undefined);
      if (!person) return (log('account.recognised'), { newcomer });

      if (!known && !(await link(tx, person.id, proof))) return refuse('address-of-another');
      await activate(tx, person.id);
      log('account.recognised', person);
      const who = { ...person, from };
      if (!known) {
        tx.log({ who, action: 'account.identity-linked', subject: { accountId: person.id, what: source } });
        await tx.record(new IdentityTied(null, { accountId: person.id }));
      }
      await this.grants.apply(tx, who, grants, proof.groups);
      return { accountId: person.id };
    });
  }

  /** An account for somebody whose groups grant one: nobody has to approve it, nor to send a link. */
  private async make(tx: Transaction, { name, email }: { name: string; email: string }, { from, language, source }: Circumstances): Promise<Known | undefined> {
    const known = { name: name.slice(0, 100) || email, state: 'approved' as const, isTaken: false };
    const id = await createAccount(tx, { name: known.name, email, language, timeZone: serverZone() });
    if (!id) return undefined;
    tx.log({ who: { id, name: known.name, from }, action: 'account.made-by-groups', subject: { accountId: id, what: source } });
    return { id, ...known };
  }
}

/** Where the server stands, as long as nobody has said more. */
const serverZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
