import fc from 'fast-check';
import { beforeEach } from 'vitest';
import { forget } from './once-per-test.ts';

// a mutant that is killed by one plan and not by another would be killed or not by chance
fc.configureGlobal({ seed: 1, numRuns: 5 });

beforeEach(forget);
