import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database/unit-of-work';
import { figuresOfCases, figuresOfSpecialist, MOST_FIGURED, type Counted } from './case.figures.sql.js';
import { Values } from './case.values.js';
import type { CarriedOut, Condition } from './closing.js';

/** How long something took: how often it happened, and within how many seconds it did in half and in nine tenths of those; null when never. */
export interface Spread {
  readonly count: number;
  readonly within: readonly [half: number, nineTenths: number] | null;
}

/** Of first answers whose due time is known: how many there are, and how many came by it. */
interface Punctuality {
  readonly due: number;
  readonly inTime: number;
}

/** Of a group of cases. Those that are not closed are open. `toAnswer`: of each case, from posting to the first answer of all. */
export interface CaseFigures extends Punctuality {
  readonly posted: number;
  readonly closed: number;
  readonly toAnswer: Spread;
}

/** Of all cases that are counted. */
export interface AllCaseFigures extends CaseFigures {
  readonly urgent: number;
  readonly toAllocation: Spread;
  readonly toClosing: Spread;
}

/** Of the allocations of one specialist, refused and withdrawn ones too. `open`: something is left to do, now or after a reply. */
export interface WorkFigures extends Punctuality {
  readonly allocated: number;
  readonly refused: number;
  readonly answered: number;
  readonly open: number;
  /** From being allocated to the first answer. */
  readonly toAnswer: Spread;
}

/** Of all allocations that are counted. `late`: the move is the specialist's, and overdue. */
export interface AllWorkFigures extends WorkFigures {
  readonly withdrawn: number;
  readonly late: number;
  readonly toAcceptance: Spread;
}

/** Groups come with the largest first: so many of them at most, and one more. */
export interface Figures {
  readonly cases: AllCaseFigures;
  /** When the first of them was posted, if there are more than can be counted. */
  readonly stoppedAt: Date | null;
  readonly bySpecialty: readonly (CaseFigures & { readonly specialty: string })[];
  readonly byProject: readonly (CaseFigures & { readonly name: string })[];
  readonly allocations: AllWorkFigures;
  readonly bySpecialist: readonly (WorkFigures & { readonly name: string })[];
  /** Of closed cases: the answers to two of the questions; null where they could not be answered. */
  readonly closings: readonly { readonly carriedOut: CarriedOut | null; readonly condition: Condition | null; readonly cases: number }[];
  /** What became of the advice: told; can't be told; asked for by now; not yet asked for. */
  readonly reports: { readonly told: number; readonly untold: number; readonly due: number; readonly early: number };
}

/** What can be counted of cases, for other modules to say: numbers and names alone. Drafts, exercises and cases posted in error are not among them. */
@Injectable()
export class CaseFiguresReader {
  /** @param bySpecialist whether also of each specialist by name */
  async ofCases(tx: Transaction, counted: Counted, { bySpecialist }: { bySpecialist: boolean }): Promise<Figures> {
    const values = new Values();
    const [figures] = (await tx.query<Figures & { cases: { since: string } }>(figuresOfCases(counted, bySpecialist, values), values.list)) as [Figures & { cases: { since: string } }];
    return { ...figures, stoppedAt: figures.cases.posted < MOST_FIGURED ? null : new Date(figures.cases.since) };
  }

  /** What a specialist was asked, whatever became of it. */
  async ofSpecialist(tx: Transaction, specialistId: string, counted: Pick<Counted, 'project' | 'since'>): Promise<AllWorkFigures> {
    const values = new Values();
    const [figures] = (await tx.query<AllWorkFigures>(figuresOfSpecialist(counted, specialistId, values), values.list)) as [AllWorkFigures];
    return figures;
  }
}
