import { Body, Controller, Get, Logger, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { TooOften } from '#libs/errors/domain-error';
import { blankForm, withError } from '#libs/forms/form';
import type { AppRequest } from '#libs/sessions/request';
import { NotProven, SignOnDown } from '#libs/sign-on/proof';
import { Redraw } from '#libs/views/redraw';
import { accountPaths } from '../accounts.paths.js';
import { readKept, safeNext } from '../kept.js';
import { networkOf } from '../network.js';
import { originOf } from '../recognise-the-person.js';
import { signInPage } from '../sign-in.page.js';
import { Throttle } from '../throttle.js';
import { Identities } from './identities.js';
import { LetIn } from './let-in.js';
import { ProofElsewhere } from './proof-elsewhere.js';
import { Provider } from './provider.js';
import { WayElsewhere } from './way-elsewhere.js';
import './session.js';

/** Signing in with the account that one has at the hospital, at its OpenID provider. */
@Controller('sign-in/elsewhere')
@Allow('everyone')
export class ElsewhereController {
  private readonly logger = new Logger(ElsewhereController.name);

  constructor(
    private readonly provider: Provider,
    private readonly identities: Identities,
    private readonly letIn: LetIn,
    private readonly throttle: Throttle,
    private readonly work: UnitOfWork,
    private readonly way: WayElsewhere,
    private readonly proof: ProofElsewhere,
  ) {}

  @Post()
  @Logs('account.sign-in-failed')
  async leave(@Body() body: Record<string, unknown> | undefined, @Req() request: AppRequest, @Res() response: Response) {
    const going = { next: safeNext(body?.next), kept: readKept(body ?? {}) };
    const typed = typeof body?.email === 'string' ? body.email : '';
    const { client } = this.provider;
    if (!client || request.actor) return response.redirect(303, client ? going.next : accountPaths.signIn());
    const from = originOf(request);
    const stopped = { who: { id: null, name: '', from }, action: 'account.sign-in-throttled' };
    await this.throttle.count([['elsewhere-address', networkOf(from.address)], ['elsewhere-site', 'all']], stopped).catch((error: unknown) => {
      throw error instanceof TooOften ? problem(error.key, { ...going, typed }, error.status, error.minutes) : error;
    });
    const { address, errand } = await client.begin().catch((error: unknown) => this.explain(error, { ...going, typed }, request));
    request.session.errand = { ...errand, ...going };
    await this.way.toSignIn(address, request, response);
  }

  /** What the provider sends back is good once, and only in the browser that went there. */
  @Get('answer')
  @Logs('account.sign-in-failed')
  async back(@Req() request: AppRequest, @Res() response: Response) {
    const { client, mapping, name } = this.provider;
    const { errand, ...session } = request.session;
    delete request.session.errand;
    const query = request.originalUrl.split('?')[1] ?? '';
    if (client && errand?.proves && request.actor?.id === errand.proves) return response.redirect(303, await this.proof.back(request.actor, query, errand, request));
    if (!client || session.accountId) return response.redirect(303, client ? '/' : accountPaths.signIn());
    const going = { next: errand?.next ?? '/', kept: errand?.kept ?? null };
    const answer = errand && !errand.proves ? client.finish(query, errand) : Promise.reject(new NotProven('nobody was sent there'));
    const { proof, idToken } = await answer.catch((error: unknown) => this.explain(error, going, request));

    const found = await this.identities.recognise(proof, { from: originOf(request), language: request.language, mapping, source: name });
    if ('refusal' in found) throw problem(`accounts:elsewhere.${found.refusal}`, going);
    if ('newcomer' in found) {
      request.session.newcomer = found.newcomer;
      return response.redirect(303, accountPaths.requestAccount());
    }
    request.session.idToken = idToken;
    await this.letIn.go(found.accountId, going, request, response);
  }

  /** @throws Redraw of the sign-in page, with a sentence: whoever has a password here can use it */
  private async explain(error: unknown, going: Going, request: AppRequest): Promise<never> {
    if (!(error instanceof SignOnDown) && !(error instanceof NotProven)) throw error;
    const { code, message } = (error.cause ?? error) as { code?: string; message: string };
    this.logger.warn(`${error.constructor.name}: ${code ?? message}`);
    const who = { id: null, name: '', from: originOf(request) };
    await this.work.read((tx) => tx.log({ who, action: 'account.sign-in-failed', subject: { what: this.provider.name }, outcome: 'refused' }));
    throw error instanceof SignOnDown ? problem('accounts:elsewhere.down', going, 503) : problem('accounts:elsewhere.not-proven', going);
  }
}

type Going = Pick<Parameters<typeof signInPage>[0], 'next' | 'kept'> & { readonly typed?: string };

const problem = (key: string, { typed = '', ...going }: Going, status: 422 | 429 | 503 = 422, minutes?: number) =>
  new Redraw('accounts/sign-in', signInPage({ ...going, form: withError(blankForm({ email: typed }), 'email', key), minutes }), status, minutes);
