import type { INestApplication } from '@nestjs/common';
import type { Transaction } from '#libs/database/unit-of-work';
import { FileAttached } from '../attachments/index.js';
import { CaseContinued } from '../cases/index.js';
import { aBreastLump } from './chapters/a-breast-lump.js';
import { aBurnOfTheHand } from './chapters/a-burn-of-the-hand.js';
import { aCaseLeftBehind } from './chapters/a-case-left-behind.js';
import { aChestToRead } from './chapters/a-chest-to-read.js';
import { aFeverWithARash } from './chapters/a-fever-with-a-rash.js';
import { aNewbornWhoFeedsPoorly } from './chapters/a-newborn-who-feeds-poorly.js';
import { aNumbPatch } from './chapters/a-numb-patch.js';
import { aRashOnTheBack } from './chapters/a-rash-on-the-back.js';
import { aSecondPediatrician } from './chapters/a-second-pediatrician.js';
import { aSnakeBite } from './chapters/a-snake-bite.js';
import { aSwollenKnee } from './chapters/a-swollen-knee.js';
import { anAbscessThatCameBack } from './chapters/an-abscess-that-came-back.js';
import { anExerciseOnAnUlcer } from './chapters/an-exercise-on-an-ulcer.js';
import { bleedingAt34Weeks } from './chapters/bleeding-at-34-weeks.js';
import { lowMoodAfterAMove } from './chapters/low-mood-after-a-move.js';
import { twoCaesareans } from './chapters/two-caesareans.js';
import { voicesAtNight } from './chapters/voices-at-night.js';
import { whoComesAndGoes } from './chapters/who-comes-and-goes.js';
import { openTheMissions } from './open-the-missions.js';
import { setTheStage, type Stage } from './stage.js';
import { tellWhatWasLate } from './tell-what-was-late.js';

/** In the order in which the cases were begun, as their numbers say. */
const CHAPTERS: readonly ((stage: Stage) => Promise<void>)[] = [
  whoComesAndGoes, aSecondPediatrician, anAbscessThatCameBack, aSnakeBite, aSwollenKnee, aBreastLump, aChestToRead, aCaseLeftBehind, aNumbPatch, aFeverWithARash, voicesAtNight, aRashOnTheBack,
  aBurnOfTheHand, aNewbornWhoFeedsPoorly, twoCaesareans, anExerciseOnAnUlcer, bleedingAt34Weeks, lowMoodAfterAMove,
];

/** Tells the whole story in the caller's transaction: it is all there, or nothing of it. */
export async function tellTheStory(app: INestApplication, tx: Transaction, passwordHash: string): Promise<void> {
  const stage = await setTheStage(app, tx, await openTheMissions(tx, passwordHash));
  // Nobody changes a closed case, but for the story, which puts its closing into the past.
  await tx.query(`alter table cases disable trigger a_closed_case_stays`);
  for (const tell of CHAPTERS) await tell(stage);
  await tellWhatWasLate(stage);
  await tx.query(`alter table cases enable trigger a_closed_case_stays`);
  // Nobody is to be told today of what happened then; previews, and the PDF of a case that goes on, are still to be made.
  await tx.query(`delete from events where type <> all($1)`, [[FileAttached.type, CaseContinued.type]]);
}
