import { Controller, Get } from '@nestjs/common';
import { HealthCheck, HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { Logs } from '#libs/access-log/logs.decorator';
import { Allow } from '#libs/authorization/allow.decorator';

/** For whoever watches the server: alive, and ready to serve. Says nothing else. */
@Controller('health')
@Allow('everyone')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
  ) {}

  @Get('live')
  @Logs('nothing')
  live() {
    return { status: 'ok' };
  }

  /** 503 while the database does not answer. */
  @Get('ready')
  @HealthCheck()
  @Logs('nothing')
  ready() {
    return this.health.check([() => this.database.pingCheck('database', { timeout: 2000 })]);
  }
}
