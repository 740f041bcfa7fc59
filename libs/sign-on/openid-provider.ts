import type { Configuration, IDToken, UserInfoResponse } from 'openid-client';
import { NotProven, PATIENCE_SECONDS, SignOnDown, type Proof } from './proof.js';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly groupsClaim: string;
  /** Where the provider sends people back to: an address of ours, known to it. */
  readonly redirectUri: string;
}

/** What only the browser that went out may bring back. Good once. */
export interface Errand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Seconds within which the provider must have asked for the password, where it was told to ask anew. */
const JUST_NOW = 300;

/** Signs people in at an OpenID provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 9700). */
export class OpenIdProvider {
  private known?: Promise<Configuration>;

  constructor(private readonly settings: ProviderSettings) {}

  /**
   * @param how anew: the provider has to ask for the password, also of somebody who is signed in there
   * @returns where to send the browser, and what to keep until it is back
   * @throws SignOnDown
   */
  async begin(how?: 'anew'): Promise<{ address: string; errand: Errand }> {
    const client = await library();
    const errand = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const address = client.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.settings.redirectUri,
      scope: 'openid email profile',
      state: errand.state,
      nonce: errand.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(errand.verifier),
      code_challenge_method: 'S256',
      ...(how && { prompt: 'login', max_age: '0' }),
    });
    return { address: address.href, errand };
  }

  /** Reads what the browser has brought back. @param query of the address it came to @param how it was sent there @throws NotProven, SignOnDown */
  async finish(query: string, { state, nonce, verifier }: Errand, how?: 'anew'): Promise<{ proof: Proof; idToken: string }> {
    const client = await library();
    const configuration = await this.configuration();
    try {
      const back = new URL(`?${query}`, this.settings.redirectUri);
      const tokens = await client.authorizationCodeGrant(configuration, back, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true, ...(how && { maxAge: JUST_NOW }) });
      const claims = tokens.claims()!;
      const more = configuration.serverMetadata().userinfo_endpoint ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
      return { proof: this.read({ ...more, ...claims }), idToken: tokens.id_token! };
    } catch (error) {
      this.known = undefined; // it may have moved
      throw isUnreachable(error) ? new SignOnDown('unreachable', { cause: error }) : new NotProven('not proven', { cause: error });
    }
  }

  /** Where to end the session at the provider too; undefined when it offers no such thing, or is down. */
  async endOfSession(idToken: string, backTo: string): Promise<string | undefined> {
    const configuration = await this.configuration().catch(() => undefined);
    if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
    return (await library()).buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: backTo }).href;
  }

  private read(claims: Partial<UserInfoResponse> & IDToken): Proof {
    const { iss, sub, email, name, preferred_username: nickname } = claims;
    // Microsoft's providers say with this claim of their own that an address belongs to the organisation.
    const isVerified = [claims.email_verified, claims.xms_edov].some((said) => said === true || said === 'true' || said === 1 || said === '1');
    const groups = [claims[this.settings.groupsClaim] ?? []].flat().map(String);
    return { issuer: iss, subject: sub, name: String(name ?? nickname ?? email ?? ''), groups, ...(isVerified && typeof email === 'string' && { email: email.toLowerCase() }) };
  }

  /** Asked for when the first person needs it, and again when that has failed. @throws SignOnDown */
  private configuration(): Promise<Configuration> {
    return (this.known ??= discover(this.settings).catch((error: unknown) => {
      this.known = undefined;
      throw new SignOnDown('unreachable', { cause: error });
    }));
  }
}

/** Loaded when it is needed: most hospitals do without. */
const library = () => import('openid-client');

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const client = await library();
  const authentication = clientSecret ? client.ClientSecretBasic(clientSecret) : client.None();
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  // The signature of the token is checked too, though it comes from the provider itself over TLS.
  const configuration = await client.discovery(new URL(issuer), clientId, undefined, authentication, { timeout: PATIENCE_SECONDS, execute: [...insecure, client.enableNonRepudiationChecks] });
  configuration.timeout = PATIENCE_SECONDS;
  return configuration;
}

/** Whether this is about the line, not about what was said on it. */
function isUnreachable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/^(TimeoutError|AbortError)$/.test(cause.name) || cause.message === 'fetch failed') return true;
  }
  return false;
}
