import type { Rule } from '../rule';
import { ours } from '../sources';

/** Rules that nobody has looked at since their day are worse than none: they are believed. */
export const packOutdated: Rule = {
  meta: {
    id: 'pack-outdated',
    title: 'Packs are in date',
    severity: 'warning',
    family: 'organisation',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A pack says until which day its services, prices and rules were meant to hold (`validUntil`). After it, what the pack says may be wrong: prices were agreed anew, services renamed, rules dropped.',
  },

  *check({ packs, today }) {
    for (const { name, version, validUntil } of packs) {
      if (validUntil === undefined || validUntil >= today) continue;
      yield {
        message: `The pack "${name}" ${version} was meant to hold until ${validUntil}.`,
        why: 'Its prices and rules may have changed since. Ask whoever keeps the pack for a newer version.',
      };
    }
  },
};
