import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, fixRule } from '#engine/evaluate';
import { applyEdits, emptyPlan, readPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { anyPlan } from '../../harness/arbitraries.ts';
import { deepFreeze } from '../../harness/deep-freeze.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';
import { aPlan } from '../../harness/small-catalog.ts';

/* Fixing all that a rule finds, with the rules that ship. */

const folder = join(import.meta.dirname, '..', 'validate', 'rules');
const ids = rules.map(({ meta }) => meta.id);
const shared = { catalog, book, scoring, rules, today: '2026-11-21' };
const inputOf = (plan: Plan) => ({ ...shared, plan, today: typeof plan.own['x-today'] === 'string' ? plan.own['x-today'] : shared.today });

const openOf = (plan: Plan, rule: string) => evaluate(inputOf(plan)).findings.filter((one) => one.rule === rule && !one.waived);
const errorsOf = (plan: Plan) => evaluate(inputOf(plan)).findings.filter(({ severity, waived }) => severity === 'error' && !waived).length;

describe.each(ids)('%s', (rule) => {
  it.each(readdirSync(join(folder, rule)).filter((name) => name.startsWith('invalid-')))('%s: every first fix is applied', (name) => {
    const file = join(folder, rule, name, 'plan.yaml');
    const plan = deepFreeze(readPlan(readFileSync(file, 'utf8'), file).plan);
    const { findings, fixesOf } = evaluate(inputOf(plan));
    const offered = findings.some((one) => one.rule === rule && !one.waived && fixesOf(one.key).length > 0);
    const fixed = fixRule(inputOf(plan), rule);
    expect(fixed.steps.length > 0).toBe(offered);
    expect(applyEdits(plan, fixed.edits)).toEqual(fixed.plan);
    expect(openOf(fixed.plan, rule).map(({ message }) => message)).toEqual(fixed.left.map(({ message }) => message));
    expect(errorsOf(fixed.plan)).toBeLessThanOrEqual(errorsOf(plan));
  });
});

it('does no harm to any plan, and what it leaves has no fix that helps', () => {
  fc.assert(
    fc.property(anyPlan, fc.constantFrom(...ids), (plan, rule) => {
      const { edits, plan: then, steps, left } = fixRule(inputOf(plan), rule);
      expect(applyEdits(plan, edits)).toEqual(then);
      expect(openOf(then, rule).map(({ message }) => message)).toEqual(left.map(({ message }) => message));
      expect(errorsOf(then)).toBeLessThanOrEqual(errorsOf(plan));
      if (steps.length === 0) expect(then).toBe(plan);
      expect(fixRule(inputOf(then), rule).steps).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('removes all waivers without effect, though each is found by what the other rules say', () => {
  const plan: Plan = {
    ...emptyPlan('Waivers'),
    waivers: ['no-orphan-node', 'no-data-cycle'].map((rule) => ({ rule, because: 'We know' })),
  };
  const { plan: then, steps } = fixRule(inputOf(plan), 'waiver-without-effect');
  expect(then.waivers).toEqual([]);
  expect(steps).toHaveLength(2);
});

it('does not fix what another fix has fixed: an edge joins both of its ends', () => {
  const plan = aPlan(
    {
      edge: { service: 'azure-iot-edge' },
      one: { service: 'adf-copy-activity' },
      two: { service: 'adf-copy-activity' },
      three: { service: 'adf-copy-activity' },
      watch: { service: 'azure-ml-model-monitoring', stage: 'source' },
      first: { service: 'adf-copy-activity' },
      flow: { service: 'azure-logic-apps' },
      last: { service: 'adf-copy-activity' },
    },
    ['first control edge'],
  );
  const { steps } = fixRule(inputOf(plan), 'no-orphan-node');
  expect(steps.flatMap(({ nodes }) => nodes)).toEqual(['one', 'three', 'watch', 'last']);
});

it('gives what fixing one finding after the other gives, though it checks the plan less often', () => {
  fc.assert(
    fc.property(anyPlan, fc.constantFrom(...ids), (plan, rule) => {
      const { plan: then, steps } = fixRule(inputOf(plan), rule);
      let now = plan;
      for (const { message, title } of steps) {
        const { findings, fixesOf } = evaluate(inputOf(now));
        const finding = findings.find((one) => one.rule === rule && !one.waived && one.message === message);
        const [fix] = finding ? fixesOf(finding.key) : [];
        expect(fix?.title).toBe(title);
        now = applyEdits(now, fix?.edits ?? []);
      }
      expect(then).toEqual(now);
    }),
    { numRuns: 150 },
  );
});
