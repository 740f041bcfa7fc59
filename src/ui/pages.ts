import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { AppRequest } from '#libs/sessions/request';
import { Templates } from '#libs/views/templates';
import { Furniture } from './furniture.js';

/** Draws whole pages: a template, its page model, and the furniture around it. */
@Injectable()
export class Pages {
  constructor(
    private readonly templates: Templates,
    private readonly furniture: Furniture,
  ) {}

  async draw(view: string, page: object, request: AppRequest, response: Response): Promise<string> {
    const html = this.templates.render(view, { ...page, layout: await this.furniture.for(request) });
    response.type('html');
    return html;
  }
}
