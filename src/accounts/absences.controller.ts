import { Body, Controller, Param, Post, Redirect, Req } from '@nestjs/common';
import { Logs } from '#libs/access-log/logs.decorator';
import type { Actor } from '#libs/authorization/actor';
import { Allow } from '#libs/authorization/allow.decorator';
import { CurrentActor } from '#libs/authorization/current-actor.decorator';
import { Id } from '#libs/forms/id';
import { isoDay } from '#libs/i18n/times';
import type { AppRequest } from '#libs/sessions/request';
import { Absences } from './absences.js';
import { AccountNotes } from './account-notes.js';
import { ProfileDesk } from './profile.desk.js';
import { readAbsence } from './profile.forms.js';

@Controller('profile/absences')
@Allow({ roles: ['specialist'] })
export class AbsencesController {
  constructor(
    private readonly absences: Absences,
    private readonly notes: AccountNotes,
    private readonly desk: ProfileDesk,
  ) {}

  /** Leads on to what is open with whoever goes away, if anything is. */
  @Post()
  @Logs('absence.added')
  @Redirect('', 303)
  async add(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>, @Req() request: AppRequest) {
    const read = readAbsence(body, isoDay(new Date(), actor.timeZone));
    if (!read.ok) throw await this.desk.redraw(actor, request, { absence: read.form });
    const url = await this.absences.add(actor, read.data.first, read.data.last, String(body._once ?? ''));
    const [note] = await this.notes.of(actor.id, request.language, 'absence');
    return { url: note ? `${note.href}?done=absence-added` : url };
  }

  @Post(':id/removal')
  @Logs('absence.removed')
  @Redirect('', 303)
  async remove(@CurrentActor() actor: Actor, @Param('id', Id) id: string, @Body() body: Record<string, unknown>) {
    return { url: await this.absences.remove(actor, id, String(body._once ?? '')) };
  }
}
