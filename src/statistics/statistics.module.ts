import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { SpecialtiesModule } from '../specialties/index.js';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsPages } from './statistics.pages.js';

@Module({
  imports: [CasesModule, SpecialtiesModule],
  controllers: [StatisticsController],
  providers: [StatisticsPages],
})
export class StatisticsModule {}
