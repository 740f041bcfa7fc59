import { EVERYONE, type PersonName } from './people.js';

const STAFF: PersonName[] = ['author', 'colleague', 'neighbour', 'stranger', 'staffAlsoSpecialist', 'specialistAlsoStaff', 'staffAndItsSpecialist'];
const MEDCOS: PersonName[] = ['medco', 'medcoElsewhere'];
const SPECIALISTS: PersonName[] = ['specialist', 'unasked', 'refuser', 'withdrawn', 'staffAlsoSpecialist', 'specialistAlsoStaff', 'staffAndItsSpecialist'];
const CLINICAL: PersonName[] = [...STAFF, 'former', ...MEDCOS, ...SPECIALISTS, 'coordinator'];
const WITH_PATIENTS: PersonName[] = [...STAFF, 'former', ...MEDCOS, 'coordinator'];
const STAFF_OF_THE_PATIENT: PersonName[] = ['author', 'colleague', 'staffAlsoSpecialist', 'staffAndItsSpecialist'];
const OF_THE_PATIENT: PersonName[] = ['author', 'colleague', 'medco', 'coordinator', 'staffAlsoSpecialist', 'staffAndItsSpecialist'];

/** What needs a browser's own key is unusable from a test's hand, for everybody alike. */
const anyoneIs = (answer: string): Partial<Record<PersonName, readonly string[]>> => Object.fromEntries(EVERYONE.map((person) => [person, [answer]]));

interface PageRow {
  /** Whoever is signed in and not named gets a 404: it is a page of somebody else's role. */
  readonly may: readonly PersonName[] | 'everyone' | 'signed-in';
  /** Whom the door lets in as well, where what lies behind it looks closer. */
  readonly atDoor?: readonly PersonName[];
  /** Answers for somebody whom the product's description says nothing of. */
  readonly open?: Partial<Record<PersonName, readonly string[]>>;
}

/** Every route that is not below a case; an upload is the author's. */
export const PAGE_TABLE: Readonly<Record<string, PageRow>> = {
  'GET /': { may: 'everyone' },
  'GET /health/live': { may: 'everyone' },
  'GET /health/ready': { may: 'everyone' },
  'GET /help': { may: 'everyone' },
  'GET /help/:slug': { may: 'everyone' },

  'GET /request-account': { may: 'everyone' },
  'POST /request-account': { may: 'everyone' },
  'GET /request-account/sent': { may: 'everyone' },
  'GET /request-account/received': { may: 'everyone' },
  'GET /confirm-request/:token': { may: 'everyone' },
  'POST /confirm-request/:token': { may: 'everyone' },
  'GET /forgotten-password': { may: 'everyone' },
  'POST /forgotten-password': { may: 'everyone' },
  'GET /forgotten-password/sent': { may: 'everyone' },
  'GET /activate/:token': { may: 'everyone' },
  'POST /activate/:token': { may: 'everyone' },
  'POST /activate/:token/renewal': { may: 'everyone' },
  'GET /reset/:token': { may: 'everyone' },
  'POST /reset/:token': { may: 'everyone' },
  'POST /reset/:token/renewal': { may: 'everyone' },
  'GET /confirm-email/:token': { may: 'everyone' },
  'POST /confirm-email/:token': { may: 'everyone' },
  'GET /sign-in': { may: 'everyone' },
  'POST /sign-in': { may: 'everyone' },
  'GET /sign-in/code': { may: 'everyone' },
  'POST /sign-in/code': { may: 'everyone' },
  'POST /sign-in/elsewhere': { may: 'everyone' },
  'GET /sign-in/elsewhere/answer': { may: 'everyone' },
  'POST /sign-out': { may: 'everyone' },
  'POST /sign-out/everywhere': { may: 'signed-in' },

  'GET /profile': { may: 'signed-in' },
  'POST /profile': { may: 'signed-in' },
  'GET /profile/password': { may: 'signed-in' },
  'POST /profile/password': { may: 'signed-in' },
  'GET /profile/email': { may: 'signed-in' },
  'POST /profile/email': { may: 'signed-in' },
  'POST /profile/sessions/others/end': { may: 'signed-in' },
  'POST /profile/sessions/:handle/end': { may: 'signed-in' },
  'GET /profile/proof': { may: 'signed-in' },
  'POST /profile/proof': { may: 'signed-in' },
  'POST /profile/proof/elsewhere': { may: 'signed-in' },
  'GET /profile/passkeys': { may: 'signed-in' },
  'POST /profile/passkeys': { may: 'signed-in', open: anyoneIs('422') },
  'POST /profile/passkeys/removal': { may: 'signed-in' },
  'GET /profile/second-step': { may: 'signed-in' },
  'POST /profile/second-step/codes': { may: 'signed-in' },
  'POST /profile/second-step/removal': { may: 'signed-in' },
  'GET /profile/second-step/setup': { may: 'signed-in' },
  'POST /profile/second-step/setup': { may: 'signed-in' },
  'POST /profile/absences': { may: SPECIALISTS },
  'POST /profile/absences/:id/removal': { may: SPECIALISTS },
  'GET /profile/absences/cases': { may: SPECIALISTS },
  'POST /profile/absences/cases': { may: SPECIALISTS },
  'GET /notifications': { may: 'signed-in' },

  'GET /to-do': { may: CLINICAL },
  'GET /cases': { may: CLINICAL },
  'GET /statistics': { may: CLINICAL },
  'GET /cases/new': { may: STAFF, open: { former: ['+', '403', '404'] } },
  'GET /cases/new/sections/:specialty': { may: STAFF, open: { former: ['+', '403', '404'] } },
  'POST /cases': { may: STAFF, open: { former: ['403', '404', '422'] } },
  'POST /cases (submit)': { may: STAFF, open: { former: ['403', '404', '422'] } },
  'GET /cases/posted-in-error': { may: ['coordinator'] },
  'GET /patients': { may: WITH_PATIENTS },
  'GET /patients/new': { may: STAFF, open: { former: ['+', '403', '404'] } },
  'POST /patients': { may: STAFF, open: { former: ['403', '404', '422'] } },
  'GET /patients/:id/merger': { may: STAFF_OF_THE_PATIENT, atDoor: [...STAFF, 'former'] },
  'POST /patients/:id/merger': { may: STAFF_OF_THE_PATIENT, atDoor: [...STAFF, 'former'] },
  'GET /patients/:id': { may: OF_THE_PATIENT, atDoor: WITH_PATIENTS },

  'OPTIONS /uploads': { may: 'signed-in' },
  'HEAD /uploads/:id': { may: ['author'] },
  'PATCH /uploads/:id': { may: ['author'] },
  'PUT /uploads/:id/reduced': { may: ['author'] },
  'DELETE /uploads/:id': { may: ['author'] },

  'GET /admin/accounts': { may: ['administrator'] },
  'GET /admin/accounts/:id': { may: ['administrator'] },
  'POST /admin/accounts/:id/rights': { may: ['administrator'] },
  'POST /admin/accounts/:id/untying': { may: ['administrator'] },
  'POST /admin/accounts/:id/disabling': { may: ['administrator'] },
  'POST /admin/accounts/:id/enabling': { may: ['administrator'] },
  'POST /admin/accounts/:id/activation': { may: ['administrator'] },
  'POST /admin/accounts/:id/sessions/ending': { may: ['administrator'] },
  'POST /admin/accounts/grants/:id/confirmation': { may: ['administrator'] },
  'POST /admin/accounts/grants/:id/refusal': { may: ['administrator'] },
  'GET /admin/accounts/:id/second-step': { may: ['administrator'] },
  'POST /admin/accounts/:id/second-step': { may: ['administrator'] },
  'GET /admin/accounts/:id/work': { may: ['administrator'] },
  'POST /admin/accounts/:id/work': { may: ['administrator'] },
  'GET /admin/accounts/requests/:id': { may: ['administrator'] },
  'POST /admin/accounts/requests/:id/approval': { may: ['administrator'] },
  'POST /admin/accounts/requests/:id/refusal': { may: ['administrator'] },
  'GET /admin/projects': { may: ['administrator'] },
  'POST /admin/projects': { may: ['administrator'] },
  'GET /admin/projects/new': { may: ['administrator'] },
  'GET /admin/projects/:id': { may: ['administrator'] },
  'POST /admin/projects/:id': { may: ['administrator'] },
  'POST /admin/projects/:id/closing': { may: ['administrator'] },
  'POST /admin/projects/:id/opening': { may: ['administrator'] },
  'POST /admin/missions': { may: ['administrator'] },
  'GET /admin/missions/:id': { may: ['administrator'] },
  'POST /admin/missions/:id': { may: ['administrator'] },
  'GET /admin/specialties': { may: ['administrator'] },
  'GET /admin/specialties/:code': { may: ['administrator'] },
  'POST /admin/specialties/:code': { may: ['administrator'] },
  'GET /admin/failures': { may: ['administrator'] },
  'POST /admin/failures/retries': { may: ['administrator'] },

  'GET /audit': { may: ['auditor'] },
  'GET /audit.csv': { may: ['auditor'] },
  'POST /audit/verification': { may: ['auditor'] },
};

/** The answers that are right for a signed-in person. */
export function rightPageAnswers({ may, open }: PageRow, person: PersonName): readonly string[] {
  return open?.[person] ?? [typeof may === 'string' || may.includes(person) ? '+' : '404'];
}
