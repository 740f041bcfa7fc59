import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, NestFactory, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express from 'express';
import helmet from 'helmet';
import { constants } from 'node:zlib';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { securityHeaders } from '#config/security-headers';
import type { Settings } from '#config/settings';
import { assertEveryRouteHasARule, routeTable } from '#libs/authorization/route-table';
import { onlyFromOurPages } from '#libs/forms/same-origin';
import { Dictionary } from '#libs/i18n/words';
import { Log } from '#libs/logging/log';
import { nameEachRequest } from '#libs/logging/request-log';
import { sessions } from '#libs/sessions/session-store';
import { readKey } from '#libs/storage/keys';
import { Actors, OWNER_OF_A_SESSION, recogniseThePerson } from './accounts/index.js';
import { AppModule } from './app.module.js';
import { assets } from './ui/assets.js';
import { answerBrokenRequests } from './ui/broken-requests.js';
import { chooseLanguage, speakTheirLanguage } from './ui/choose-language.js';

/**
 * A form holds text only; files come by other ways. The largest is a case form that waits on the sign-in page: 130,000
 * letters, of which one of Burmese takes nine bytes here.
 */
const LARGEST_FORM = '2mb';

/** The whole product, ready to listen. What happens to a request, in order, one named step a line. */
export async function createApp(settings: Settings, databaseUrl: string): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, databaseUrl), {
    bodyParser: false,
    logger: new Log(settings.LOG_LEVEL),
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', settings.TRUST_PROXY.split(',').map((proxy) => proxy.trim()));
  app.set('etag', false);

  app.use(nameEachRequest);
  app.use(helmet(securityHeaders(settings.isSecure)));
  // One step above the usual quality of Brotli, at which it is worse than gzip; higher ones take a multiple of the time.
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }));
  app.use('/assets', assets());
  app.use(privatePages);
  app.use(chooseLanguage(settings.DEFAULT_LANGUAGE));
  app.use(sessions({ pool: poolOf(app), secret: readKey(settings.inDataDir('keys'), 'session'), isSecure: settings.isSecure, idleMinutes: settings.SESSION_IDLE_MINUTES, owner: OWNER_OF_A_SESSION }));
  app.use(recogniseThePerson(app.get(Actors), settings));
  app.use(speakTheirLanguage);
  app.use(onlyFromOurPages(settings.PUBLIC_URL));
  app.use(express.urlencoded({ extended: false, limit: LARGEST_FORM, parameterLimit: 2000 }));
  // From here on the guards, handlers and filters of app.module.ts take over.

  answerBrokenRequests(app.getHttpServer(), app.get(Dictionary), settings.DEFAULT_LANGUAGE);
  assertEveryRouteHasARule(routeTable(app.get(DiscoveryService), app.get(Reflector)));
  app.enableShutdownHooks([]);
  return app;
}

/** Pages speak of patients: no cache, shared or not, may keep them. A handler may say otherwise for what may be kept. */
const privatePages: express.RequestHandler = (_, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const poolOf = (app: INestApplication): Pool => (app.get(DataSource).driver as unknown as { master: Pool }).master;
