import { z } from 'zod';

/** Checks values without making code for it at run time, for places where a policy forbids that. */
export function readsWithoutCompiling(): void {
  z.config({ jitless: true });
}
