import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { LANGUAGES } from '#config/languages';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { OrderedReads } from '#libs/database/ordered-reads';
import { sideBySide, type Sql } from '#libs/database/side-by-side';
import { CsrfTokens } from '#libs/forms/csrf';
import { DeviceKeys } from '#libs/forms/device-keys';
import { zoneName } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { navigation } from './navigation.js';

type BadgeName = 'to-do' | 'notifications' | 'accounts';

/** Counts something for the head of the page. Modules offer one by marking a provider with `@Badge('to-do')`. */
export interface BadgeCounter {
  /** The statement that counts, as all of them are asked in one; null when there is nothing to count for this person. */
  counting(actor: Actor): Sql | null;
}
export const Badge = DiscoveryService.createDecorator<BadgeName>();

/** What stands around every page: language, person, navigation, counts, the form token. */
@Injectable()
export class Furniture implements OnModuleInit {
  private readonly counters = new Map<BadgeName, BadgeCounter>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reads: OrderedReads,
    private readonly dictionary: Dictionary,
    private readonly tokens: CsrfTokens,
    private readonly deviceKeys: DeviceKeys,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: Badge.KEY })) {
      this.counters.set(this.discovery.getMetadataByDecorator(Badge, wrapper)!, wrapper.instance);
    }
  }

  async for(request: AppRequest) {
    const { actor, language } = request;
    const words = this.dictionary.in(language);
    const { 'to-do': toDo = 0, notifications: bell = 0, accounts = 0 } = actor ? await this.counts(actor) : {};
    return {
      language,
      script: `telecase.${language}.js`,
      dir: LANGUAGES.find(({ code }) => code === language)!.dir,
      csrf: actor ? this.tokens.for(request.sessionID) : '',
      deviceKey: actor && this.deviceKeys.for(actor.id),
      contact: this.settings.CONTACT_EMAIL,
      signInWith: this.settings.OIDC_ISSUER ? this.settings.OIDC_NAME : null,
      me: actor && !request.pageFirst && {
        name: actor.name,
        affiliation: actor.affiliation || actor.roles.map((role) => words(`ui:roles.${role}`)).join(', '),
        navigation: navigation(actor, request.path, { toDo, accounts }, words),
        notifications: words('ui:layout.notifications', { count: bell }),
        bell,
        zone: zoneName(actor.timeZone, new Date()),
      },
      languages: actor ? null : LANGUAGES.map(({ code, name }) => ({ code, name, isCurrent: code === language, href: inLanguage(request, code) })),
    };
  }

  /** By a plan that is kept: thought up anew on every page, it would cost more than the counting. */
  private async counts(actor: Actor): Promise<Partial<Record<BadgeName, number>>> {
    const statements = new Map([...this.counters].flatMap(([name, counter]) => {
      const statement = counter.counting(actor);
      return statement ? [[name, statement] as const] : [];
    }));
    if (statements.size === 0) return {};
    const { sql, values } = sideBySide(statements);
    const [counts] = await this.reads.query<Partial<Record<BadgeName, number>>>(sql, values);
    return counts!;
  }
}

/** The same page in another language, with whatever else its address says. */
function inLanguage(request: AppRequest, language: string): string {
  const query = new URL(request.originalUrl, 'http://localhost').searchParams;
  query.set('lang', language);
  return `?${query}`;
}
