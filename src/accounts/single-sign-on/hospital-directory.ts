import { Injectable, Logger } from '@nestjs/common';
import { readGroupRights, type GroupRight } from '#config/group-rights';
import type { Language } from '#config/languages';
import { Settings } from '#config/settings';
import type { Actor, Origin } from '#libs/authorization/actor';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Directory } from '#libs/sign-on/directory';
import { SignOnDown, type Proof } from '#libs/sign-on/proof';
import { findByIdentity } from './identity.store.js';
import { Identities, type Recognition } from './identities.js';

/** The directory of the hospital, if it has one: people sign in with the password that they have there. */
@Injectable()
export class HospitalDirectory {
  private readonly logger = new Logger(HospitalDirectory.name);
  private readonly directory?: Directory;
  private readonly mapping: readonly GroupRight[];

  constructor(
    settings: Settings,
    private readonly identities: Identities,
    private readonly work: UnitOfWork,
  ) {
    this.directory = settings.directory && new Directory(settings.directory);
    this.mapping = readGroupRights(settings.LDAP_GROUPS);
  }

  /**
   * @param password none, for somebody who has one of Telecase: theirs is not tried elsewhere
   * @throws SignOnDown
   */
  async recognise(email: string, password: string | null, from: Origin, language: Language): Promise<Recognition | undefined> {
    const proof = await this.ask(email, password);
    return proof && this.identities.recognise(proof, { from, language, mapping: this.mapping, source: 'LDAP' });
  }

  /** Whether this is the password that the owner of the account has there. @throws SignOnDown */
  async isPasswordOf({ id, email }: Pick<Actor, 'id' | 'email'>, password: string): Promise<boolean> {
    const proof = await this.ask(email, password);
    const owner = proof && (await this.work.run((tx) => findByIdentity(tx, proof)));
    return owner?.id === id;
  }

  private async ask(email: string, password: string | null): Promise<Proof | undefined> {
    return this.directory?.find(email, password).catch((error: unknown) => {
      if (error instanceof SignOnDown) this.logger.warn(`The directory does not answer: ${(error.cause as Error | undefined)?.name ?? error.message}`);
      throw error;
    });
  }
}
