import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Client, Entry } from 'ldapts';
import { connectTo, ldapLibrary, type ConnectionSettings } from './directory-connection.js';
import { PATIENCE_SECONDS, SignOnDown, type Proof } from './proof.js';

export interface DirectorySettings extends ConnectionSettings {
  /** Below what people and groups are looked for. */
  readonly baseDn: string;
  /** Who looks people up; not given: anybody may. */
  readonly bindDn?: string;
  readonly bindPassword?: string;
  /** A filter (RFC 4515) with {email} where what was typed goes. */
  readonly filter: string;
  readonly wantsGroups: boolean;
}

const ATTRIBUTES = ['mail', 'displayName', 'cn', 'memberOf', 'entryUUID', 'objectGUID'];

/** Asks an LDAP directory, Active Directory included, whether a password is right. */
export class Directory {
  constructor(private readonly settings: DirectorySettings) {}

  /**
   * @param password none: nobody's is tried, in the same time
   * @returns who it is; undefined when the address or the password is wrong
   * @throws SignOnDown
   */
  async find(email: string, password: string | null): Promise<Proof | undefined> {
    const done = new AbortController();
    const late = setTimeout(PATIENCE_SECONDS * 1000, undefined, { signal: done.signal }).then(() => Promise.reject(new SignOnDown('late')), () => undefined);
    try {
      return await Promise.race([this.connectAndAsk(email, password), late]);
    } catch (error) {
      throw error instanceof SignOnDown ? error : new SignOnDown('unreachable', { cause: error });
    } finally {
      done.abort();
    }
  }

  private async connectAndAsk(email: string, password: string | null): Promise<Proof | undefined> {
    const client = await connectTo(this.settings);
    try {
      return await this.ask(client, email, password);
    } finally {
      void client.unbind().catch(() => {});
    }
  }

  private async ask(client: Client, email: string, password: string | null): Promise<Proof | undefined> {
    const { Filter } = await ldapLibrary();
    const { bindDn, bindPassword, baseDn, filter } = this.settings;
    if (bindDn) await client.bind(bindDn, bindPassword);
    const { searchEntries: found } = await client.search(baseDn, { filter: filter.replaceAll('{email}', () => Filter.escape(email)), attributes: ATTRIBUTES, explicitBufferAttributes: ['objectGUID'], sizeLimit: 2 })
      .catch(onlyIf('SizeLimitExceededError', { searchEntries: [] as Entry[] }));
    const entry = found.length === 1 ? found[0] : undefined;
    const groups = entry && this.settings.wantsGroups ? await this.groupsOf(client, entry) : [];
    // A bind without a password succeeds, as nobody: RFC 4513, 5.1.2.
    const isRight = entry && password ? await isPassword(client, entry.dn, password) : await isPassword(client, `cn=${randomBytes(8).toString('hex')},${baseDn}`, randomBytes(8).toString('hex'));
    return entry && password && isRight ? this.read(entry, email, groups) : undefined;
  }

  /** Groups that the entry names, and groups that name the entry: directories do the one, the other, or both. */
  private async groupsOf(client: Client, entry: Entry): Promise<string[]> {
    const { Filter } = await ldapLibrary();
    const dn = Filter.escape(entry.dn);
    const { searchEntries } = await client.search(this.settings.baseDn, { filter: `(|(member=${dn})(uniqueMember=${dn}))`, attributes: ['1.1'] });
    return [...texts(entry.memberOf), ...searchEntries.map((group) => group.dn)];
  }

  private read(entry: Entry, typed: string, groups: readonly string[]): Proof | undefined {
    const [guid] = [entry.objectGUID ?? []].flat();
    const subject = texts(entry.entryUUID)[0] ?? (Buffer.isBuffer(guid) && guid.length > 0 ? guid.toString('hex') : undefined);
    if (!subject) return undefined;
    const addresses = texts(entry.mail).map((address) => address.toLowerCase());
    const email = addresses.find((address) => address === typed) ?? addresses[0];
    const name = texts(entry.displayName)[0] ?? texts(entry.cn)[0] ?? email ?? '';
    return { issuer: `ldap:${this.settings.baseDn.toLowerCase()}`, subject, name, groups, ...(email && { email }) };
  }
}

/** @throws when the directory did not answer the question */
async function isPassword(client: Client, dn: string, password: string): Promise<boolean> {
  const { ResultCodeError, BusyError, UnavailableError } = await ldapLibrary();
  try {
    await client.bind(dn, password);
    return true;
  } catch (error) {
    if (error instanceof ResultCodeError && !(error instanceof BusyError) && !(error instanceof UnavailableError)) return false;
    throw error;
  }
}

const onlyIf = <Instead>(name: string, instead: Instead) => (error: Error): Instead => {
  if (error.constructor.name === name) return instead;
  throw error;
};

const texts = (values: Entry[string] | undefined): string[] => [values ?? []].flat().map(String).filter(Boolean);
