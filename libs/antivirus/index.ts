/** Asks clamd about a stream of bytes. Knows viruses, not whose files they are in. */
export { Clamd, ScannerAway, type Verdict } from './clamd.js';
