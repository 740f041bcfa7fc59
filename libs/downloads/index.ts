/** Answers that are files: under their name, in the part that was asked for, of exactly the length that was announced. */
export { savedAs } from './content-disposition.js';
export { ISOLATED } from './isolated.js';
export { sendBytes, type Download } from './send-bytes.js';
export { unlessGone } from './unless-gone.js';
