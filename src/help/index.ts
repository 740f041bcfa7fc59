export { HelpModule } from './help.module.js';
