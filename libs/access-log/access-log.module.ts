import { Global, Module } from '@nestjs/common';
import { Settings } from '#config/settings';
import { readKey } from '#libs/storage/keys';
import { AccessLog } from './access-log.js';

@Global()
@Module({
  providers: [
    { provide: AccessLog, inject: [Settings], useFactory: (settings: Settings) => new AccessLog(readKey(settings.inDataDir('keys'), 'access-log')) },
  ],
  exports: [AccessLog],
})
export class AccessLogModule {}
