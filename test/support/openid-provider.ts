import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What the provider says of somebody. */
export interface Claims {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

/** A real OpenID provider that asks no password: whoever comes is whom the test says. */
export interface TestProvider {
  readonly issuer: string;
  /** Who signs in next. */
  person: Claims;
  /** Stops listening, or listens again at the same address. */
  setUp(isUp: boolean): Promise<void>;
}

export const CLIENT = { id: 'telecase', secret: 'a secret of provider and Telecase' };

/** @param telecase the public address of the application */
export async function startProvider(telecase: string): Promise<TestProvider> {
  let server: Server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [`${telecase}/sign-in/elsewhere/answer`], post_logout_redirect_uris: [`${telecase}/sign-in`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ ...provided.person, sub }) }),
  });
  const provided: TestProvider = {
    issuer,
    person: { sub: 'nobody' },
    setUp: async (isUp) => {
      if (isUp) return void (await once((server = createServer(answer)).listen(port, '127.0.0.1'), 'listening'));
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const pages = provider.callback();
  const answer: Parameters<typeof createServer>[1] = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void pages(request, response);
    void (async () => {
      const { prompt, params } = await provider.interactionDetails(request, response);
      const { sub } = provided.person;
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: sub } });
      const grant = new provider.Grant({ accountId: sub, clientId: String(params.client_id) });
      grant.addOIDCScope(String(params.scope));
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    })();
  };
  server.on('request', answer);
  return provided;
}
