import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { checkWritable, emptyPlan, limits, tooMany, type Plan } from '#engine/plan';
import { checkReadable } from '../../../src/engine/plan/size.ts';

const plan = emptyPlan('Churn');
const withNodes = (count: number): Plan => ({
  ...plan,
  nodes: Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, { service: 'docker' }])),
});

describe('what is written', () => {
  it('may have as many bytes as what is read', () => {
    const most = 'a'.repeat(limits.yamlBytes);
    expect(() => checkReadable('plan.yaml', 'yaml', most.length)).not.toThrow();
    expect(() => checkWritable('plan.yaml', 'yaml', most, plan)).not.toThrow();
    expect(() => checkReadable('plan.yaml', 'yaml', most.length + 1)).toThrow(UserError);
    expect(() => checkWritable('plan.yaml', 'yaml', `${most}a`, plan)).toThrow(UserError);
  });

  it('is counted in bytes, not in characters', () => {
    for (const character of ['é', '日', '😀']) {
      const fits = character.repeat(Math.floor(limits.yamlBytes / Buffer.byteLength(character)));
      expect(() => checkWritable('plan.yaml', 'yaml', fits, plan)).not.toThrow();
      expect(() => checkWritable('plan.yaml', 'yaml', fits + character, plan)).toThrow(UserError);
    }
  });

  it('is refused in words for whoever saves', () => {
    expect(() => checkWritable('plan.yaml', 'yaml', 'a'.repeat(40 * 1024 * 1024), plan)).toThrow(
      '"plan.yaml" was not saved: it would have 40 MiB, and a plan in YAML has 32 MiB at most. Save it as JSON, which may be larger, or split it into several plans.',
    );
    expect(() => checkWritable('plan.yaml', 'yaml', '', withNodes(limits.nodes + 1))).toThrow(
      '"plan.yaml" was not saved: the plan has 100,001 nodes, more than the 100,000 that a plan can have, and could not be opened again. Nothing was written.',
    );
  });
});

it('the number of nodes and edges has a limit each', () => {
  expect(tooMany(withNodes(limits.nodes))).toEqual([]);
  expect(tooMany(withNodes(limits.nodes + 1))).toHaveLength(1);
});
