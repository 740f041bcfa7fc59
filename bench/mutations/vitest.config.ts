import house from '../../vitest.config.js';

export default { ...house, test: { ...house.test, include: ['bench/mutations/*.test.ts'], maxWorkers: 1, fileParallelism: false } };
