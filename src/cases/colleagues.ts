import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database/unit-of-work';

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** The people of a project who can take a case over: staff of it today, who can sign in. */
@Injectable()
export class Colleagues {
  of(tx: Pick<Transaction, 'query'>, projectId: string): Promise<Colleague[]> {
    return tx.query<Colleague>(
      `select a.id, a.name from accounts a join memberships m on m.account_id = a.id and m.project_id = $1 and m.ended_at is null
         join account_roles r on r.account_id = a.id and r.role = 'project-staff'
       where a.state = 'active' order by lower(a.name), a.id`, [projectId]);
  }

  async nameOf(tx: Pick<Transaction, 'query'>, accountId: string): Promise<string> {
    const [row] = await tx.query<{ name: string }>(`select name from accounts where id = $1`, [accountId]);
    return row!.name;
  }
}
