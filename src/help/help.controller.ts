import { Controller, Get, Param, Req } from '@nestjs/common';
import { Settings } from '#config/settings';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';
import { NotFound } from '#libs/errors/domain-error';
import type { AppRequest } from '#libs/sessions/request';
import { Page } from '#libs/views/page.decorator';
import { helpArticle, helpArticles } from './articles.js';

/** Help for everybody, signed in or not: how to post a case, how to find one, and so on. */
@Controller('help')
@Allow('everyone')
export class HelpController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Logs('nothing')
  @Page('help/index')
  index(@Req() { language }: AppRequest) {
    return { hasErrors: false, articles: helpArticles(language), contact: this.settings.CONTACT_EMAIL };
  }

  @Get(':slug')
  @Logs('nothing')
  @Page('help/article')
  article(@Req() { language }: AppRequest, @Param('slug') slug: string) {
    const article = helpArticle(language, slug);
    if (!article) throw new NotFound();
    return { hasErrors: false, article, contact: this.settings.CONTACT_EMAIL };
  }
}
