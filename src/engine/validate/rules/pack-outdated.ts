import type { Rule } from '../rule';
import { ours } from '../sources';

/** Rules that nobody has reviewed since they lapsed are worse than none: people trust them. */
export const packOutdated: Rule = {
  meta: {
    id: 'pack-outdated',
    title: 'Packs are still valid',
    severity: 'warning',
    family: 'organisation',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A pack says until which day its services, prices and rules were meant to hold (`validUntil`). After that day its content may be wrong: prices are renegotiated, services renamed, rules dropped.',
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
