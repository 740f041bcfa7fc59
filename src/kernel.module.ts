import { Global, Module, type DynamicModule } from '@nestjs/common';
import { join } from 'node:path';
import { projectRoot } from '#config/root';
import { Settings } from '#config/settings';
import { OrderedReads } from '#libs/database/ordered-reads';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { CsrfTokens } from '#libs/forms/csrf';
import { DeviceKeys } from '#libs/forms/device-keys';
import { Dictionary } from '#libs/i18n/words';
import { readKey } from '#libs/storage/keys';

/** What every module may ask for without saying so: settings, words, transactions, keys of forms. */
@Global()
@Module({})
export class KernelModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: KernelModule,
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Dictionary, useFactory: () => new Dictionary(join(projectRoot, 'src')) },
        { provide: CsrfTokens, useFactory: () => new CsrfTokens(readKey(settings.inDataDir('keys'), 'forms')) },
        { provide: DeviceKeys, useFactory: () => new DeviceKeys(readKey(settings.inDataDir('keys'), 'devices')) },
        OrderedReads,
        UnitOfWork,
      ],
      exports: [Settings, Dictionary, CsrfTokens, DeviceKeys, OrderedReads, UnitOfWork],
    };
  }
}
