/** The front door of the discussions: what was written on a case, by whom, and that something was. */
export { CaseMessages } from './case.messages.js';
export { MessageWritten, OutcomeReported } from './discussion.events.js';
export { happenedInWords } from './happened.js';
export { discussionRules } from './discussions.policy.js';
export { DiscussionsModule } from './discussions.module.js';
export { answerRows } from './answer-rows.js';
export { standingOf } from './standing.js';
export { MessagesService, type Letter } from './messages.service.js';
export { filesToCome, type AnswerParts, type CaseMessage, type MessageKind, type PictureQuality } from './message.js';
