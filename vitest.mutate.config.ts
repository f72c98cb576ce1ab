import { defineConfig, type Plugin } from 'vitest/config';
import { residentThread } from './scripts/mutation/resident-thread.ts';

/* The tests of rules and scores, as `npm run mutate` runs them: thousands of times. */
export default defineConfig({
  plugins: [residentThread(), forgetful(), fewerRuns()],
  test: {
    environment: 'node',
    // fixes.test.ts is left out: it runs all rules on each plan, so that every rule would count as tested by every case
    include: ['tests/engine/validate/{rules,odd-plans,validate,fix-all}.test.ts', 'tests/engine/score/**/*.test.ts'],
    setupFiles: ['scripts/mutation/setup.ts'],
    isolate: false,
    testTimeout: 60_000,
    reporters: [],
  },
});

/** Nothing that is kept from one test reaches the next, as one thread runs all mutants. */
function forgetful(): Plugin {
  return {
    name: 'forgetful',
    enforce: 'pre',
    resolveId(source, importer) {
      return /\/once-per$/.test(source) ? this.resolve('/scripts/mutation/once-per-test.ts', importer) : undefined;
    },
  };
}

/** Properties try five plans instead of hundreds; their seed is fixed, so each mutant meets the same ones. */
function fewerRuns(): Plugin {
  return {
    name: 'fewer-runs',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('.test.ts') ? code.replace(/\{ numRuns: \d+ \}/g, '{ numRuns: 5 }') : undefined),
  };
}
