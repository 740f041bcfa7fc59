import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Settings } from '#config/settings';

/** Loads the demo story on a first start. @returns the lines to print */
export async function loadDemo(_app: NestExpressApplication, _settings: Settings): Promise<string[]> {
  return [];
}
