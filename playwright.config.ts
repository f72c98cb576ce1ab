import { defineConfig } from '@playwright/test';

/** End-to-end tests on the built application. One application a test, and one test a display: its windows share focus and clipboard. */
export default defineConfig({
  testDir: 'e2e/specs',
  workers: Number(process.env['PIPEDRAFT_DISPLAYS'] ?? 1),
  globalSetup: './e2e/harness/displays.ts',
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // a test that needed it is named in the summary
  retries: process.env['CI'] ? 1 : 0,
  reporter: 'list',
  outputDir: 'test-results',
});
