import type { Language } from '#config/languages';
import type { Role } from '#libs/authorization/actor';

/** Where the story takes place. None of these places exist. */
export const PROJECTS = {
  BUN: {
    mission: 'Karesh',
    name: 'Bunara hospital',
    timeZone: 'Africa/Nairobi',
    means: 'Clotrimazole 1 % cream, griseofulvin 125 mg tablets. Haemoglobin, malaria, HIV, glucose, urine dipstick. X-ray on weekdays. Oxygen from concentrators, no ventilator. Theatre for caesarean sections and simple surgery. No biopsy, no skin microscopy, no cultures.',
  },
  TIN: {
    mission: 'Karesh',
    name: 'Tindra clinic',
    timeZone: 'Africa/Nairobi',
    means: 'Outpatients and six beds. Malaria, HIV, syphilis and pregnancy tests, haemoglobin, glucose. Sputum goes to Bunara hospital, results in three days. No theatre; Bunara is five hours by road.',
  },
  SEL: {
    mission: 'Oromala',
    name: 'Hôpital de Selvi',
    timeZone: 'Africa/Kinshasa',
    means: 'Hémoglobine, paludisme, VIH, glycémie, bandelette urinaire. Échographie le matin. Bloc opératoire, groupe sanguin, don de sang familial. Oxygène par concentrateur. Pas de radiographie, pas de cultures.',
  },
} as const;
export type ProjectCode = keyof typeof PROJECTS;

/** Somebody who can sign in. */
export interface Member {
  readonly name: string;
  readonly role: Role;
  /** A project, a mission, a specialty; empty for a role that holds everywhere. */
  readonly where: string;
  /** What they are, in the list that is printed at a start. */
  readonly is: string;
  readonly timeZone: string;
  readonly language: Language;
  /** Languages that a specialist answers in. */
  readonly answersIn?: readonly Language[];
}

/** By the part of their address before the @. */
export const PEOPLE = {
  staff: { name: 'Nurse M. Okello', role: 'project-staff', where: 'BUN', is: 'project staff, Bunara hospital (Karesh)', timeZone: 'Africa/Nairobi', language: 'en' },
  'staff-b': { name: 'Dr P. Sanni', role: 'project-staff', where: 'TIN', is: 'project staff, Tindra clinic (Karesh)', timeZone: 'Africa/Nairobi', language: 'en' },
  'staff-c': { name: 'Inf. C. Mukeba', role: 'project-staff', where: 'SEL', is: 'project staff, Hôpital de Selvi (Oromala), in French', timeZone: 'Africa/Kinshasa', language: 'fr' },
  medco: { name: 'Dr R. Costa', role: 'medco', where: 'Karesh', is: 'Medco of Karesh', timeZone: 'Africa/Nairobi', language: 'en' },
  'medco-c': { name: 'Dr F. Benali', role: 'medco', where: 'Oromala', is: 'Medco of Oromala, in French', timeZone: 'Africa/Kinshasa', language: 'fr' },
  dermatology: { name: 'Dr A. Diallo', role: 'specialist', where: 'dermatology', is: 'specialist, Dermatology', timeZone: 'Europe/Paris', language: 'en', answersIn: ['en', 'fr'] },
  pediatrics: { name: 'Dr L. Haddad', role: 'specialist', where: 'pediatrics', is: 'specialist, Pediatrics', timeZone: 'Asia/Beirut', language: 'en', answersIn: ['en', 'fr'] },
  psychiatry: { name: 'Dr N. Iyer', role: 'specialist', where: 'psychiatry', is: 'specialist, Psychiatry', timeZone: 'Asia/Kolkata', language: 'en', answersIn: ['en'] },
  obgyn: { name: 'Dr J. Moreau', role: 'specialist', where: 'obstetrics-gynecology', is: 'specialist, Obstetrics/Gynecology', timeZone: 'Europe/Brussels', language: 'en', answersIn: ['en', 'fr'] },
  coordinator: { name: 'S. Lindqvist', role: 'coordinator', where: '', is: 'case coordinator', timeZone: 'Europe/Stockholm', language: 'en' },
  admin: { name: 'T. Virtanen', role: 'administrator', where: '', is: 'administrator', timeZone: 'Europe/Helsinki', language: 'en' },
  auditor: { name: 'K. Osei', role: 'auditor', where: '', is: 'auditor', timeZone: 'Africa/Accra', language: 'en' },
} satisfies Record<string, Member>;
export type Handle = keyof typeof PEOPLE;

export const member = (handle: Handle): Member => PEOPLE[handle];
export const HANDLES = Object.keys(PEOPLE) as Handle[];
export const emailOf = (handle: Handle): string => `${handle}@demo.example`;
