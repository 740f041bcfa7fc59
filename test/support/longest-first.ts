import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long, however short its file is. */
const LONG = /\/(?:faults\/kill|storage\/files-in-s3|bad-input-sweep|bad-input-addresses|matrix|matrix-edges|visibility|embedded-postgres)\.(?:test|spec)\.ts$/;

/** Begins with what takes long, so that it is not left over at the end, alone. The rest by size, or as long as it took the last time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => Number(LONG.test(moduleId));
    return sorted.toSorted((one, other) => isLong(other) - isLong(one));
  }
}
