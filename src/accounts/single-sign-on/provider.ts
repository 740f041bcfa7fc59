import { Injectable } from '@nestjs/common';
import { readGroupRights, type GroupRight } from '#config/group-rights';
import { Settings } from '#config/settings';
import { OpenIdProvider } from '#libs/sign-on/openid-provider';
import { accountPaths } from '../accounts.paths.js';

/** The OpenID provider of the hospital, if it has one. */
@Injectable()
export class Provider {
  readonly client?: OpenIdProvider;
  readonly name: string;
  readonly mapping: readonly GroupRight[];
  /** Where people come back to after they have signed out. */
  readonly afterwards: string;

  constructor({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_GROUPS_CLAIM: groupsClaim, OIDC_NAME, OIDC_GROUPS, publicOrigin }: Settings) {
    this.name = OIDC_NAME ?? '';
    this.mapping = readGroupRights(OIDC_GROUPS);
    this.afterwards = publicOrigin + accountPaths.signIn();
    if (issuer && clientId) this.client = new OpenIdProvider({ issuer, clientId, clientSecret, groupsClaim, redirectUri: publicOrigin + accountPaths.backFromElsewhere() });
  }
}
