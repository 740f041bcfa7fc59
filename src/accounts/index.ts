/**
 * The front door of accounts: who people are, what they may do, which missions and projects there are. Others ask
 * `People` and `Projects`, react to the events, and get links for mails from `AccountLinks`.
 */
export * from './account.events.js';
export { AccountNote, type AccountNoteSource } from './account-note.decorator.js';
export { AccountLinks, LINK_HOURS, type LinkPurpose, type Queries } from './account-links.js';
export { AccountRequests, type AccountRequest } from './account-requests.js';
export { createAccount, setPassword, type NewAccount } from './account.store.js';
export { AccountsModule } from './accounts.module.js';
export { accountPaths } from './accounts.paths.js';
export { Actors, OWNER_OF_A_SESSION } from './actors.js';
export { makeAdministrator, type NewAdministrator } from './make-administrator.js';
export { EmailChanges } from './email-changes.js';
export { ProjectIsClosed } from './account.errors.js';
export { takeNewCase } from './open-project.js';
export { hashPassword, passwordMatches } from './passwords.js';
export type { MailChoice } from './mail-choices.js';
export { People, type Person, type SpecialistOnList } from './people.js';
export { RequestConfirmations } from './request-confirmations.js';
export { Projects, type Mission, type Project } from './projects.js';
export { originOf, recogniseThePerson } from './recognise-the-person.js';
export type { Rights } from './rights.js';
export { readRights, writeRights } from './rights.store.js';
