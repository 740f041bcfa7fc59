import { Body, Controller, Get, Param, Post, Query, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { tidy } from '#libs/forms/form';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { PatientKnownAlready } from './case.errors.js';
import { casePaths } from './cases.paths.js';
import { DraftsService } from './drafts.service.js';
import { PATIENT_FIELDS, PatientRegisterPage } from './patient-register.page.js';
import { patientOf, registerPatient } from './patients.js';
import { PatientPages } from './patients.pages.js';

/** A project's patients, and the cases of each over time. */
@Controller('patients')
@Allow({ roles: ['project-staff', 'medco', 'coordinator'] })
export class PatientsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: PatientPages,
    private readonly registerPage: PatientRegisterPage,
    private readonly drafts: DraftsService,
  ) {}

  @Get()
  @Logs('patient.listed')
  @Page('cases/patients')
  list(@CurrentActor() actor: Actor, @Query('q') q: unknown) {
    return this.work.run(async (tx) => {
      tx.log({ who: actor, action: 'patient.listed' });
      return this.pages.list(tx, actor, typeof q === 'string' ? q.replaceAll('\0', '').trim().slice(0, 60) : '');
    });
  }

  @Get('new')
  @Allow({ roles: ['project-staff'] })
  @Logs('nothing')
  @Page('cases/patient-register')
  blank(@CurrentActor() actor: Actor) {
    return this.registerPage.page(actor);
  }

  @Post()
  @Allow({ roles: ['project-staff'] })
  @Logs('patient.registered')
  @Redirect('', 303)
  async register(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>) {
    const sent = tidy(body);
    const typed = Object.fromEntries(PATIENT_FIELDS.map((name) => [name, String([sent[name] ?? ''].flat()[0] ?? '')]));
    const { errors } = await this.drafts.check(actor, typed);
    const wrong = PATIENT_FIELDS.filter((name) => errors[name]);
    const again = async (keys: Record<string, string>) =>
      new Redraw('cases/patient-register', await this.registerPage.page(actor, { values: typed, errors: keys, details: Object.fromEntries(wrong.map((name) => [name, errors[name]!.details ?? {}])) }));
    if (wrong.length > 0) throw await again(Object.fromEntries(wrong.map((name) => [name, errors[name]!.key])));
    const url = await this.work.once(String(sent._once ?? ''), actor.id, async (tx) => {
      return `${casePaths.patient(await registerPatient(tx, actor, typed.project!, patientOf(typed)))}?done=registered`;
    }).catch(async (error: unknown) => {
      throw error instanceof PatientKnownAlready ? await again({ 'local-reference': 'cases:patients.known' }) : error;
    });
    return { url };
  }

  @Get(':id')
  @Logs('patient.viewed')
  @Page('cases/patient')
  show(@CurrentActor() actor: Actor, @Param('id') id: string, @Query('done') done: unknown) {
    return this.work.run(async (tx) => {
      const page = await this.pages.show(tx, actor, id, done);
      tx.log({ who: actor, action: 'patient.viewed', subject: { patientId: page.id } });
      return page;
    });
  }
}
