import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { wantsTestbed } from './test/support/testbed.ts';

/** Tests of real servers run when the testbed runs, or when it must (UNDE_TESTBED=required). */
const serverTests = wantsTestbed() ? [] : ['**/*.server.test.ts'];

/** Tests in a real browser run where Debian's Chromium is installed, or when the testbed must be there. */
const hasBrowser =
  existsSync(process.env['UNDE_CHROMIUM'] ?? '/usr/bin/chromium') || process.env['UNDE_TESTBED'] === 'required';
const browserTests = hasBrowser ? [] : ['**/*.browser.test.ts'];

export default defineConfig({
  test: {
    include: ['{src,test,client,web,bench,eval}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', ...serverTests, ...browserTests],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
