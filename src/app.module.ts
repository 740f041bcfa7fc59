import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '#config/settings';
import { AccessLogModule } from '#libs/access-log/access-log.module';
import { RouteGuard } from '#libs/authorization/route.guard';
import { EventsModule } from '#libs/events/events.module';
import { FormGuard } from '#libs/forms/form.guard';
import { HealthModule } from '#libs/health/health.module';
import { JobsModule } from '#libs/jobs/jobs.module';
import { AccountsModule } from './accounts/index.js';
import { AttachmentsModule } from './attachments/index.js';
import { AuditModule } from './audit/index.js';
import { CasesModule } from './cases/index.js';
import { dataSourceOptions } from './database/data-source.js';
import { DiscussionsModule } from './discussions/index.js';
import { ExportsModule } from './exports/index.js';
import { HelpModule } from './help/index.js';
import { KernelModule } from './kernel.module.js';
import { NotificationsModule } from './notifications/index.js';
import { SpecialtiesModule } from './specialties/index.js';
import { StatisticsModule } from './statistics/index.js';
import { ErrorFilter } from './ui/error.filter.js';
import { PageInterceptor } from './ui/page.interceptor.js';
import { UiModule } from './ui/ui.module.js';

@Module({})
export class AppModule {
  /** The whole product on one database. */
  static with(settings: Settings, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        KernelModule.with(settings),
        TypeOrmModule.forRoot(dataSourceOptions(databaseUrl)),
        AccessLogModule,
        JobsModule,
        EventsModule,
        HealthModule,
        UiModule,
        // Routes are tried in this order, so those that are asked for most come first. The exports are before the cases, to
        // whom /cases/X.pdf would be a case named "X.pdf".
        ExportsModule,
        CasesModule,
        DiscussionsModule,
        AttachmentsModule,
        NotificationsModule,
        SpecialtiesModule,
        AccountsModule,
        StatisticsModule,
        HelpModule,
        AuditModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: FormGuard },
        { provide: APP_GUARD, useClass: RouteGuard },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
