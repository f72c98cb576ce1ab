import { describe, expect, it } from 'vitest';
import { measures } from '../../../src/engine/score/measures/index.ts';
import { scoring } from '../../harness/resources.ts';

/* The weights that ship: harness/resources.ts checks them against their schema. */

const { maintainability, integration, sources, skills, maturity } = scoring;

describe('the weights that ship', () => {
  it('have a measure for each part, and a part for each measure', () => {
    const partsOf = (score: string) => measures.filter((measure) => measure.score === score).map(({ id }) => id);
    expect(partsOf('maintainability').sort()).toEqual(Object.keys(maintainability).sort());
    expect(partsOf('integration').sort()).toEqual(Object.keys(integration).sort());
  });

  it('sum up to 100 for each score', () => {
    for (const parts of [maintainability, integration]) expect(Object.values(parts).reduce((sum, { max }) => sum + max, 0)).toBe(100);
  });

  it('name sources that are listed', () => {
    const parts = [...Object.values(maintainability), ...Object.values(integration)];
    const named = [...parts, ...parts.flatMap(({ also = [] }) => also), skills, maturity].map(({ source }) => source);
    expect(named.filter((source) => !sources[source])).toEqual([]);
  });

  it('share out parts of a measure to the whole of it', () => {
    const total = (share: Readonly<Record<string, number>>) => Object.values(share).reduce((sum, one) => sum + one, 0);
    expect(total(maintainability.reproducibility.share)).toBeCloseTo(1, 12);
    expect(total(maintainability.observability.share)).toBeCloseTo(1, 12);
  });

  it('count what is retired as nothing, and nothing as less than it', () => {
    const { worth } = maintainability.lifecycle;
    expect(worth.retired).toBe(0);
    expect(worth.ga).toBe(1);
    expect([worth.retired, worth.deprecated, worth.retiring, worth.preview, worth.succeeded, worth.ga]).toEqual(
      Object.values(worth).sort((a, b) => a - b),
    );
    expect(maintainability['technology-spread'].few).toBeLessThan(maintainability['technology-spread'].many);
  });
});
