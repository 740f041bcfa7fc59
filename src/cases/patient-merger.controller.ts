import { Body, Controller, Get, Param, Post, Query, Redirect } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { readForm } from '#libs/forms/form';
import { Page } from '#libs/views/page.decorator';
import { Redraw } from '#libs/views/redraw';
import { PatientMoved } from './case.errors.js';
import { casePaths } from './cases.paths.js';
import { PatientMerger } from './patient-merger.js';
import { PatientMergerForm } from './patient-merger.form.js';
import { PatientMergerPage } from './patient-merger.page.js';

/** Making one of two patients of a project who are the same person. */
@Controller('patients/:id/merger')
@Allow({ roles: ['project-staff'] })
export class PatientMergerController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly merger: PatientMerger,
    private readonly pages: PatientMergerPage,
  ) {}

  @Get()
  @Logs('patient.viewed')
  @Page('cases/patient-merger')
  compare(@CurrentActor() actor: Actor, @Param('id') id: string, @Query('with') other: unknown) {
    return this.look(actor, id, typeof other === 'string' ? other.replaceAll('\0', '').trim().slice(0, 40) : '');
  }

  @Post()
  @Logs('patient.merged')
  @Redirect('', 303)
  async merge(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: Record<string, unknown>) {
    const read = readForm(PatientMergerForm, body);
    if (!read.ok) throw new Redraw('cases/patient-merger', await this.look(actor, id, String(read.form.values.with ?? '').slice(0, 40), read.form));
    const { with: other, keep, reason } = read.data;
    const url = await this.work.once(String(body._once ?? ''), actor.id, async (tx) => {
      const { ids } = await this.pages.page(tx, actor, id, other);
      if (!ids.includes(keep)) throw new PatientMoved();
      await this.merger.merge(tx, actor, { keptId: keep, otherId: ids.find((one) => one !== keep)!, reason });
      return `${casePaths.patient(keep)}?done=merged`;
    });
    return { url };
  }

  /** Whoever is compared has been looked at. */
  private look(actor: Actor, id: string, other: string, form?: Parameters<PatientMergerPage['page']>[4]) {
    return this.work.run(async (tx) => {
      const page = await this.pages.page(tx, actor, id, other, form);
      for (const patientId of page.ids.length > 0 ? page.ids : [page.id]) tx.log({ who: actor, role: 'project-staff', action: 'patient.viewed', subject: { patientId } });
      return page;
    });
  }
}
