import { defineConfig } from 'vitest/config';
import { wantsTestbed } from './test/support/testbed.ts';

/** Tests of real servers run when the testbed runs, or when it must (UNDE_TESTBED=required). */
const serverTests = wantsTestbed() ? [] : ['**/*.server.test.ts'];

export default defineConfig({
  test: {
    include: ['{src,test,client,web,bench,eval}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', ...serverTests],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
