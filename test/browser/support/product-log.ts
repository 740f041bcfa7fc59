import { globSync, readFileSync, rmSync } from 'node:fs';
import type { FullResult, Reporter } from '@playwright/test/reporter';
import { PRODUCT_LOGS } from './product.js';

/** Shows what the products said when a story failed, since the reason often stands there. */
export default class ProductLog implements Reporter {
  onBegin(): void {
    rmSync(PRODUCT_LOGS, { recursive: true, force: true });
  }

  onEnd({ status }: FullResult): void {
    if (status === 'passed') return;
    for (const log of globSync(`${PRODUCT_LOGS}/*.log`)) {
      const tail = readFileSync(log, 'utf8').split('\n').slice(-200).join('\n');
      process.stdout.write(`\nThe last lines of ${log}:\n${tail}\n`);
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}
