import { IsDefined, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { GROUP_RIGHTS } from './group-rights.js';

const LOOPBACK = String.raw`(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])`;
const SECURE_ISSUER = new RegExp(String.raw`^(?:https://[^\s/@?#]+|http://${LOOPBACK}(?::\d+)?)(?:/[^\s?#]*)?$`);
const LDAP_ADDRESS = /^ldaps?:\/\/[^\s/@?#]+\/?$/;
const ON_THIS_MACHINE = new RegExp(String.raw`^ldap://${LOOPBACK}(?::\d+)?/?$`);
const MAPPING = '$property must be a list such as "dermatologists => specialist dermatology; field nurses => project-staff BUN", of the roles project-staff, medco, specialist and coordinator';

/** Asked for as soon as anything is set that only makes sense with it. */
const master = (...others: (keyof SignOnSettings)[]) => ValidateIf((settings: SignOnSettings, value) => value !== undefined || others.some((name) => settings[name] !== undefined));
const needed = (master: 'OIDC_ISSUER' | 'LDAP_URL') => ValidateIf((settings: SignOnSettings, value) => settings[master] !== undefined || value !== undefined);
const given = (master: string) => IsDefined({ message: `$property must be set for ${master}` });

/** How people sign in with the account that they have at the hospital. Off when not set. */
export class SignOnSettings {
  /** The OpenID provider, as its own settings name it. Plain http only on this machine. */
  @master('OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME', 'OIDC_GROUPS') @Matches(SECURE_ISSUER, { message: 'OIDC_ISSUER must be the https address of an OpenID provider' })
  OIDC_ISSUER?: string;

  /** As what the provider knows Telecase. */
  @needed('OIDC_ISSUER') @given('OIDC_ISSUER') @IsString()
  OIDC_CLIENT_ID?: string;

  /** Not set: a public client, that PKCE alone protects. */
  @IsOptional() @IsString()
  OIDC_CLIENT_SECRET?: string;

  /** What the button says: "Sign in with …". */
  @needed('OIDC_ISSUER') @given('OIDC_ISSUER') @MaxLength(60)
  OIDC_NAME?: string;

  /** The claim that lists a person's groups. */
  @IsString()
  OIDC_GROUPS_CLAIM = 'groups';

  /** What groups grant: see `config/group-rights.ts`. Not set: administrators grant everything. */
  @IsOptional() @Matches(GROUP_RIGHTS, { message: MAPPING })
  OIDC_GROUPS?: string;

  /** The directory: ldaps://…, or ldap://…, which begins with StartTLS unless it is on this machine. */
  @master('LDAP_BASE_DN', 'LDAP_BIND_DN', 'LDAP_BIND_PASSWORD', 'LDAP_GROUPS') @Matches(LDAP_ADDRESS, { message: 'LDAP_URL must be an address such as ldaps://directory.example.org' })
  LDAP_URL?: string;

  /** Below what people and groups are looked for. */
  @needed('LDAP_URL') @given('LDAP_URL') @IsString()
  LDAP_BASE_DN?: string;

  /** Who looks for them. Not set: anybody may. */
  @IsOptional() @IsString()
  LDAP_BIND_DN?: string;

  @ValidateIf(({ LDAP_BIND_DN }: SignOnSettings) => LDAP_BIND_DN !== undefined) @given('LDAP_BIND_DN')
  LDAP_BIND_PASSWORD?: string;

  /** Who is meant by what was typed, which takes the place of {email}. */
  @Matches(/^\(.*\{email\}.*\)$/, { message: 'LDAP_FILTER must be a filter in brackets with {email} in it' })
  LDAP_FILTER = '(&(objectClass=person)(mail={email}))';

  /** What groups grant, each named by its whole DN. Not set: administrators grant everything. */
  @IsOptional() @Matches(GROUP_RIGHTS, { message: MAPPING })
  LDAP_GROUPS?: string;

  /** How the directory is asked; undefined without one. */
  get directory() {
    const { LDAP_URL: url, LDAP_BASE_DN: baseDn, LDAP_BIND_DN: bindDn, LDAP_BIND_PASSWORD: bindPassword, LDAP_FILTER: filter, LDAP_GROUPS } = this;
    if (!url || !baseDn) return undefined;
    const startTls = url.startsWith('ldap:') && !ON_THIS_MACHINE.test(url);
    return { url, baseDn, bindDn, bindPassword, filter, startTls, wantsGroups: Boolean(LDAP_GROUPS) };
  }
}

/** Those of them that have no default. */
export const SIGN_ON_SETTINGS = [
  'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME', 'OIDC_GROUPS',
  'LDAP_URL', 'LDAP_BASE_DN', 'LDAP_BIND_DN', 'LDAP_BIND_PASSWORD', 'LDAP_GROUPS',
] as const satisfies readonly (keyof SignOnSettings)[];
