// Adds up vitest's JSON reports: `node count-tests.mjs FOLDER FAILED_STAGES TEST_CODE` prints `N passed, N failed`.
// TEST_CODE is 0 or 1 as the test stage ended, or `skipped` when it was never reached. Plain JavaScript: it has to run
// on whatever Node the machine has when the install of the pinned one has failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, failedStages, testCode] = process.argv.slice(2);
let passed = 0;
let failed = 0;
const problems = [];

for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  for (const file of report.testResults) {
    const failures = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of failures) problems.push(`${file.name}: ${test.fullName}`);
    // A file that could not be loaded has no failed test of its own.
    if (file.status === 'failed' && failures.length === 0) {
      failed += 1;
      problems.push(`${file.name}: ${(file.message ?? '').split('\n')[0]}`);
    }
  }
}
// The runner failed and no test says why (unhandled error, crash, time-out), or it ran nothing at all.
if (failed === 0 && (testCode === '1' || (testCode === '0' && passed === 0))) failed += 1;
failed += Number(failedStages);

if (problems.length > 0) console.error(`failed:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
