import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { checkWritable, emptyPlan, limits, readPlan, tooMany, writePlanJson, writePlanYaml, type Plan } from '#engine/plan';
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

describe('a large plan', () => {
  it('of very many lines is written and read back, in either format', () => {
    const large: Plan = { ...plan, own: { 'x-rows': Array.from({ length: 200_000 }, (_, at) => at) } };
    expect(readPlan(writePlanYaml(large), 'plan.yaml').plan).toEqual(large);
    expect(readPlan(writePlanJson(large), 'plan.json').plan).toEqual(large);
  });
});

describe('aliases', () => {
  it('are limited by what they repeat, not by how often they are used', () => {
    const uses = Array.from({ length: 10_000 }, (_, at) => `  n${at}: {service: docker, usage: *u}\n`).join('');
    const read = readPlan(`pipedraft: 1\nname: Churn\nx-u: &u {storedData: 2 TB}\nnodes:\n${uses}`, 'plan.yaml');
    expect(read.plan.nodes['n9999']).toEqual({ service: 'docker', usage: { storedData: '2 TB' } });
    expect(read.placeOf(['nodes', 'n9999', 'usage', 'storedData'])).toEqual({ line: 3, column: 10 });
  });

  it('that would grow without end are refused where they do', () => {
    const bomb = Array.from({ length: 9 }, (_, at) => `x-${at + 1}: &b${at + 1} [${Array(9).fill(`*b${at}`).join(', ')}]\n`).join('');
    expect(() => readPlan(`pipedraft: 1\nname: Bomb\nx-0: &b0 [a]\n${bomb}`, 'plan.yaml')).toThrow(
      /^From here on, the aliases of the file repeat more than 8 MiB/,
    );
  });
});

it('a key that YAML could not be written with is refused in either format', () => {
  for (const key of ['k'.repeat(1100), '\u0085'.repeat(300)]) {
    const json = JSON.stringify({ pipedraft: 1, name: 'Churn', 'x-own': { [key]: 1 } });
    for (const name of ['plan.json', 'plan.yaml'])
      expect(() => readPlan(json, name)).toThrow(/^The key ".+…" has more than 1,000 characters/);
  }
});
