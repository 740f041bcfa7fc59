/** What an OpenID provider or a directory tells of somebody who has shown it who they are. */
export interface Proof {
  /** Who says so. With the subject it names one person for ever, whatever becomes of their address. */
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** In small letters; only one that is known to be theirs. */
  readonly email?: string;
  readonly groups: readonly string[];
}

/** Who should tell can't be reached, or not in time. */
export class SignOnDown extends Error {}

/** What came back proves nothing: forged, used before, too late, or the person was refused there. */
export class NotProven extends Error {}

/** Seconds after which a provider or directory that does not answer counts as down. */
export const PATIENCE_SECONDS = 5;
