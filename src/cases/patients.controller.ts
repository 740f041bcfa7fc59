import { Controller, Get, Param, Query } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Page } from '#libs/views/page.decorator';
import { PatientPages } from './patients.pages.js';

/** A project's patients, and the cases of each over time. */
@Controller('patients')
@Allow({ roles: ['project-staff', 'medco', 'coordinator'] })
export class PatientsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: PatientPages,
  ) {}

  @Get()
  @Logs('patient.listed')
  @Page('cases/patients')
  list(@CurrentActor() actor: Actor, @Query('q') q: unknown) {
    return this.work.run(async (tx) => {
      await tx.log({ who: actor, action: 'patient.listed' });
      return this.pages.list(tx, actor, typeof q === 'string' ? q.replaceAll('\0', '').trim().slice(0, 60) : '');
    });
  }

  @Get(':id')
  @Logs('patient.viewed')
  @Page('cases/patient')
  show(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.work.run(async (tx) => {
      const page = await this.pages.show(tx, actor, id);
      await tx.log({ who: actor, action: 'patient.viewed', subject: { patientId: id } });
      return page;
    });
  }
}
