import { describe, expect, it } from 'vitest';
import { applyChange, emptyPlan, planText, readPlan, writePlanYaml } from '#engine/plan';
import { rules } from '#engine/validate';
import { changeTo, figuresOfPlan, pictureOfPlan, planOfText } from '../../../src/main/compare/written-plan.ts';
import { book, catalog, icons, scoring } from '../../harness/resources.ts';

/* A plan that is given as a text. */

const judging = { basisOf: () => ({ catalog, rules, scoring, book, packs: [] }), today: '2026-11-21', icons };
const text = `# ours
pipedraft: 1
name: Churn
nodes:
  lake: { service: azure-storage, title: Lake } # the old one
layout: { lake: [0, 0] }
`;
const now = readPlan(
  writePlanYaml({ ...emptyPlan('Churn'), nodes: { train: { service: 'azure-ml-pipelines', title: 'Train' } } }),
  'a.yaml',
).plan;

describe('restoring', () => {
  it('gives the plan back, and the text to the byte', () => {
    const restored = applyChange(now, changeTo({ text, format: 'yaml' }, now, 'yaml'));
    expect(Object.keys(restored.nodes)).toEqual(['lake']);
    expect(planText(restored, 'yaml', { text: 'pipedraft: 1\nname: Another\n', format: 'yaml' })).toBe(text);
  });

  it('leaves a text of another format out', () => {
    const restored = applyChange(now, changeTo({ text, format: 'yaml' }, now, 'json'));
    expect(Object.keys(restored.nodes)).toEqual(['lake']);
    expect(restored.source).toBeUndefined();
  });

  it('says what cannot be read', () => {
    expect(() => changeTo({ text: 'pipedraft: 99\n', format: 'yaml' }, now, 'yaml')).toThrow(/^This state of the plan cannot be read: /);
  });
});

describe('figures and picture', () => {
  it('are those of the evaluation', () => {
    const plan = planOfText({ text, format: 'yaml' });
    const figures = figuresOfPlan(plan, judging);
    expect(figures).toMatchObject({ nodes: 1, currency: 'USD', maturity: 0 });
    expect(figures.errors + figures.warnings + figures.advice).toBeGreaterThan(0);
    expect(figures.prices).toContain(', as of ');
  });

  it('are drawn for light and dark', () => {
    const [light, dark] = [false, true].map((isDark) => pictureOfPlan(now, isDark, judging));
    expect(light?.svg).toContain('Train');
    expect(dark?.svg).not.toBe(light?.svg);
  });
});
