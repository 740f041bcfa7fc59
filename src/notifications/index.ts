/** Tells people what happened, by mail and in the page. Nobody asks it anything: it listens to what the others announce. */
export { NotificationsModule } from './notifications.module.js';
