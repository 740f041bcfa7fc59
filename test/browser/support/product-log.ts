import { existsSync, readFileSync } from 'node:fs';
import type { FullResult, Reporter } from '@playwright/test/reporter';
import { productLog } from './product.js';

/** Shows what the product said when a story failed, since the reason often stands there. */
export default class ProductLog implements Reporter {
  onEnd({ status }: FullResult): void {
    if (status === 'passed' || !existsSync(productLog)) return;
    const tail = readFileSync(productLog, 'utf8').split('\n').slice(-200).join('\n');
    process.stdout.write(`\nThe last lines of ${productLog}:\n${tail}\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
