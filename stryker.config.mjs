/** `npm run mutate`: finds faults in rules and scores that no test would notice. docs/quality.md has the results. */
export default {
  mutate: ['src/engine/notions/**/*.ts', 'src/engine/validate/**/*.ts', 'src/engine/score/**/*.ts'],
  testRunner: 'vitest',
  // the tests read files that no module imports, so what they cover is measured, not derived from imports
  vitest: { configFile: 'vitest.mutate.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation/ignore-prose.mjs'],
  ignorers: ['meta'],
  coverageAnalysis: 'perTest',
  // tables and constants are read once, when their module is loaded, and modules are loaded once for all mutants
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  concurrency: 1,
  timeoutMS: 10_000,
  disableTypeChecks: false,
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  ignorePatterns: ['out', 'dist', 'docs', 'e2e', 'reports', 'test-results', 'playwright-report'],
};
