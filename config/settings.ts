import { plainToInstance, Transform } from 'class-transformer';
import { IsDefined, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, ValidateIf, validateSync } from 'class-validator';
import { resolve } from 'node:path';
import { projectRoot } from './root.js';
import { LANGUAGE_CODES, type Language } from './languages.js';
import { SIGN_ON_SETTINGS, SignOnSettings } from './sign-on.settings.js';

/** Names what must be given with S3: to be stored there, or to be reached there by what moves files back. */
const neededForS3 = () => ValidateIf(({ FILE_STORE, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Settings) => FILE_STORE === 's3' || [S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY].some(Boolean));
const given = () => IsDefined({ message: '$property must be set for files to be kept in S3' });

const number = () => Transform(({ value }) => (value === undefined || value === '' ? undefined : Number(value)));

const ROLE = '(project-staff|medco|specialist|coordinator|administrator|auditor)';

/** Everything a hospital may set, in one place, read once at start from the environment. All have working defaults. */
export class Settings extends SignOnSettings {
  /** The port to listen on; 0 takes a free one. */
  @number() @IsInt() @Min(0) @Max(65535)
  PORT = 3000;

  /** The folder of the database, the files and the mails. Back it up whole. */
  @IsString() @MinLength(1)
  DATA_DIR = './data';

  /** A PostgreSQL 15 or newer. Set: it is used, and there is neither the embedded one nor the demo. */
  @IsOptional() @Matches(/^postgres(ql)?:\/\//)
  DATABASE_URL?: string;

  /** The address people type. Links in mails are made of it; https makes cookies Secure. */
  @ValidateIf(({ OIDC_ISSUER }: Settings, value) => OIDC_ISSUER !== undefined || value !== undefined) @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  PUBLIC_URL?: string;

  /** The mail server. Not set: each mail is a file in DATA_DIR/mail. */
  @IsOptional() @Matches(/^smtps?:\/\//)
  SMTP_URL?: string;

  /** The virus scanner clamd: the path of its socket, or host:port. Not set: files are shown as not scanned. */
  @IsOptional() @Matches(/^\/.|^[^/\s]+:\d+$/)
  CLAMD_SOCKET?: string;

  /** The largest file that the virus scanner takes, in megabytes of 1,000,000 bytes: no more than its own StreamMaxLength and MaxFileSize. */
  @number() @IsInt() @Min(1) @Max(4096)
  CLAMD_MAX_MB = 100;

  /** Where the files of cases stay: disk (DATA_DIR), or s3 (the bucket below; they come in on the disk all the same). */
  @IsIn(['disk', 's3'])
  FILE_STORE: 'disk' | 's3' = 'disk';

  /** A bucket for nothing but these files. Set while any of them is there, wherever new ones go. */
  @neededForS3() @given() @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { message: 'S3_BUCKET must be the name of a bucket: small letters, digits, dots and hyphens' })
  S3_BUCKET?: string;

  /** The address of a server that speaks S3. Not set: Amazon's. */
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }, { message: 'S3_ENDPOINT must be an address, such as https://s3.example.org' })
  S3_ENDPOINT?: string;

  /** The region of the bucket; most servers of one's own take any. */
  @Matches(/^[a-z0-9-]{2,40}$/, { message: 'S3_REGION must be the name of a region, such as eu-west-1' })
  S3_REGION = 'us-east-1';

  /** The user of the bucket: may list it, and read, write and delete in it. */
  @neededForS3() @given()
  S3_ACCESS_KEY_ID?: string;

  /** The password of that user. */
  @neededForS3() @given()
  S3_SECRET_ACCESS_KEY?: string;

  /** The sender of all mails. */
  @IsEmail({ allow_display_name: true, require_tld: false })
  MAIL_FROM = 'Telecase <telecase@localhost>';

  /** The address behind "Contact us" on the help pages. */
  @IsEmail({ require_tld: false })
  CONTACT_EMAIL = 'support@localhost';

  /** The one password of the demo accounts. Not set: a random one is made and printed. */
  @IsOptional() @IsString() @MinLength(8)
  DEMO_PASSWORD?: string;

  /** The language of a visitor whose browser asks for none of ours. */
  @IsIn(LANGUAGE_CODES)
  DEFAULT_LANGUAGE: Language = 'en';

  /** Minutes without a request after which a session ends. */
  @number() @IsInt() @Min(1) @Max(1440)
  SESSION_IDLE_MINUTES = 30;

  /** Hours after which a session ends, whatever happens in it. */
  @number() @IsInt() @Min(1) @Max(72)
  SESSION_HOURS = 12;

  /**
   * Roles that sign in with a second step, a code beside the password, joined by commas; or none. Whoever has not set it
   * up yet does so first. Not set: coordinator, administrator and auditor; none with the embedded database and its demo.
   */
  @IsOptional() @Matches(new RegExp(`^(none|${ROLE}(,${ROLE})*)$`))
  SECOND_FACTOR_ROLES?: string;

  /** The largest file that may be attached, in megabytes of 1,000,000 bytes. */
  @number() @IsInt() @Min(1) @Max(4096)
  UPLOAD_MAX_MB = 500;

  /** The most files that a case may hold. */
  @number() @IsInt() @Min(1) @Max(2000)
  UPLOAD_FILES_PER_CASE = 300;

  /** The most files that one person may add within 24 hours, to all cases together. */
  @number() @IsInt() @Min(1) @Max(100_000)
  UPLOAD_FILES_PER_DAY = 500;

  /** How much of the files that can't be printed goes into the PDF of a case whole, in megabytes of 1,000,000 bytes. */
  @number() @IsInt() @Min(0) @Max(500)
  PDF_EMBED_MAX_MB = 20;

  /** The folder of the specialties: a YAML file each, read at start. */
  @IsString() @MinLength(1)
  SPECIALTIES_DIR = './config/specialties';

  /** Proxies whose X-Forwarded-For is believed: addresses, or loopback, uniquelocal. */
  @IsString()
  TRUST_PROXY = 'loopback';

  /** How much is logged: error, warn, info or debug. */
  @IsIn(['error', 'warn', 'info', 'debug'])
  LOG_LEVEL = 'info';

  /** DATA_DIR as an absolute path; a relative one counts from the project's folder. */
  get dataDir(): string {
    return resolve(projectRoot, this.DATA_DIR);
  }

  /** SPECIALTIES_DIR as an absolute path; a relative one counts from the project's folder. */
  get specialtiesDir(): string {
    return resolve(projectRoot, this.SPECIALTIES_DIR);
  }

  /** A file or folder inside DATA_DIR. */
  inDataDir(...parts: string[]): string {
    return resolve(this.dataDir, ...parts);
  }

  get isSecure(): boolean {
    return this.PUBLIC_URL?.startsWith('https:') ?? false;
  }

  /** Without one, mails are files that an operator hands over. */
  get hasMailServer(): boolean {
    return this.SMTP_URL !== undefined;
  }

  get uploadMaxBytes(): number {
    return this.UPLOAD_MAX_MB * 1_000_000;
  }

  /** Roles that may not do without a second step at sign-in. */
  get secondFactorRoles(): readonly string[] {
    const roles = this.SECOND_FACTOR_ROLES ?? (this.DATABASE_URL ? 'coordinator,administrator,auditor' : 'none');
    return roles === 'none' ? [] : roles.split(',');
  }

  /** The most files of a case, and of a person in a day: as the hints beside a file field name them. */
  get mostFiles(): { most: number; day: number } {
    return { most: this.UPLOAD_FILES_PER_CASE, day: this.UPLOAD_FILES_PER_DAY };
  }

  get scanMaxBytes(): number {
    return this.CLAMD_MAX_MB * 1_000_000;
  }

  /** How S3 is reached; undefined without a bucket. */
  get s3(): { bucket: string; region: string; endpoint?: string; accessKeyId: string; secretAccessKey: string } | undefined {
    const { S3_BUCKET: bucket, S3_REGION: region, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = this;
    return bucket && accessKeyId && secretAccessKey ? { bucket, region, endpoint, accessKeyId, secretAccessKey } : undefined;
  }

  /** The origin that links in mails start with. */
  get publicOrigin(): string {
    return new URL(this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).origin;
  }
}

/** The name of every setting. */
export const SETTING_NAMES: readonly string[] = Object.keys({ ...new Settings(), ...Object.fromEntries(SIGN_ON_SETTINGS.map((name) => [name, 0])), DATABASE_URL: 0, PUBLIC_URL: 0, SMTP_URL: 0, CLAMD_SOCKET: 0, DEMO_PASSWORD: 0, S3_BUCKET: 0, S3_ENDPOINT: 0, S3_ACCESS_KEY_ID: 0, S3_SECRET_ACCESS_KEY: 0, SECOND_FACTOR_ROLES: 0 });

/**
 * Reads the settings; empty variables count as not set.
 * @throws Error that lists every setting that is not usable, one a line
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(SETTING_NAMES.filter((name) => env[name]).map((name) => [name, env[name]]));
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const problems = validateSync(settings, { forbidUnknownValues: true });
  if (problems.length === 0) return settings;
  const lines = problems.map(({ property, constraints }) => `  ${property}: ${Object.values(constraints ?? {}).join('; ')}`);
  throw new Error(`These settings are not usable:\n${lines.join('\n')}`);
}
