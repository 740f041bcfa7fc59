import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { Dictionary } from '#libs/i18n/words';
import { Templates } from '#libs/views/templates';
import { Furniture } from './furniture.js';
import { helpers } from './helpers.js';
import { Pages } from './pages.js';
import { Refusals } from './refusals.js';
import { WhatChanged } from './what-changed.js';

/** The furniture of every page: layout, components, words that all modules share. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: Templates, inject: [Dictionary], useFactory: (words: Dictionary) => new Templates(join(projectRoot, 'src'), helpers(words)) },
    Furniture,
    Pages,
    Refusals,
    WhatChanged,
  ],
  exports: [Templates, Pages, Refusals, WhatChanged],
})
export class UiModule {}
