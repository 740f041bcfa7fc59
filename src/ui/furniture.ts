import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { LANGUAGES } from '#config/languages';
import { Settings } from '#config/settings';
import type { Actor } from '#libs/authorization/actor';
import { CsrfTokens } from '#libs/forms/csrf';
import { zoneName } from '#libs/i18n/times';
import { Dictionary } from '#libs/i18n/words';
import type { AppRequest } from '#libs/sessions/request';
import { navigation } from './navigation.js';

/** Counts something for the head of the page. Modules offer one by marking a provider with `@Badge('to-do')`. */
export interface BadgeCounter {
  count(actor: Actor): Promise<number>;
}
export const Badge = DiscoveryService.createDecorator<'to-do' | 'notifications'>();

/** What stands around every page: language, person, navigation, counts, the form token. */
@Injectable()
export class Furniture implements OnModuleInit {
  private readonly counters = new Map<string, BadgeCounter>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly dictionary: Dictionary,
    private readonly tokens: CsrfTokens,
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
    const [toDo, bell] = actor ? await Promise.all([this.count('to-do', actor), this.count('notifications', actor)]) : [0, 0];
    return {
      language,
      dir: LANGUAGES.find(({ code }) => code === language)!.dir,
      csrf: actor ? this.tokens.for(request.sessionID) : '',
      contact: this.settings.CONTACT_EMAIL,
      me: actor && {
        name: actor.name,
        affiliation: actor.affiliation || actor.roles.map((role) => words(`ui:roles.${role}`)).join(', '),
        navigation: navigation(actor, request.path, toDo, words),
        notifications: words('ui:layout.notifications', { count: bell }),
        bell,
        zone: zoneName(actor.timeZone, new Date()),
      },
      languages: actor ? null : LANGUAGES.map(({ code, name }) => ({ code, name, isCurrent: code === language, href: inLanguage(request, code) })),
    };
  }

  private async count(badge: string, actor: Actor): Promise<number> {
    return (await this.counters.get(badge)?.count(actor)) ?? 0;
  }
}

/** The same page in another language, with whatever else its address says. */
function inLanguage(request: AppRequest, language: string): string {
  const query = new URL(request.originalUrl, 'http://localhost').searchParams;
  query.set('lang', language);
  return `?${query}`;
}
