import { defineConfig } from '@playwright/test';

/** End-to-end tests on the built application. One application a test, one test at a time: focus and clipboard are shared. */
export default defineConfig({
  testDir: 'e2e/specs',
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // a test that needed it is named in the summary
  retries: process.env['CI'] ? 1 : 0,
  reporter: 'list',
  outputDir: 'test-results',
});
