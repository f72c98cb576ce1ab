import { describe, expect, it } from 'vitest';
import type { Plan } from '#engine/plan';
import { rules, type Rule } from '#engine/validate';
import { hostilePlan, joinedPlan } from '../../../bench/plans.ts';
import { casesOf, readCase } from '../../harness/rule-cases.ts';
import { scopeFaults } from '../../harness/scopes.ts';

/*
 * A rule with a scope is checked again only near an edit. These tests check it at each node by itself, and note all that it reads.
 */

const today = '2026-11-21';

/** A plan that asks for everything that rules ask about. */
function demanding(plan: Plan): Plan {
  const needs = {
    ...plan.context.needs,
    network: 'private',
    dataClassification: 'highly-confidential',
    availability: 99.99,
    recoveryTime: '1 h',
  };
  return { ...plan, context: { ...plan.context, needs } } as Plan;
}

const plans = [
  joinedPlan(150),
  demanding(joinedPlan(80)),
  ...[1, 2, 3].map((seed) => hostilePlan(60, seed)),
  demanding(hostilePlan(60, 4)),
];
const checks = plans.map((plan) => scopeFaults(plan, today));

describe.each(rules.filter(({ scope }) => scope))('$meta.id', (rule: Rule) => {
  const { scope } = rule;
  if (!scope) return;

  it('finds at each node by itself what it finds there in the whole plan, and reads no further than its scope', () => {
    for (const check of checks) expect(check(rule, scope)).toBeUndefined();
  });

  it.each(casesOf(rule.meta.id))('keeps to its scope in %s', (name) => {
    const plan = readCase(rule.meta.id, name);
    expect(scopeFaults(plan, String(plan.own['x-today'] ?? today))(rule, scope)).toBeUndefined();
  });
});

describe('the check of scopes', () => {
  const found = (each: Rule['check'], within: 0 | 1 | 'reach' = 0) => {
    const [rule] = rules as readonly [Rule, ...Rule[]];
    return scopeFaults(joinedPlan(30), today)({ ...rule, check: each }, { each: 'node', within });
  };

  it('refuses a rule that looks at its neighbours without saying so', () => {
    const check: Rule['check'] = ({ graph }) =>
      graph.nodes.flatMap(({ id, out }) => (out.some(({ to }) => to.title === 'x') ? [{ nodes: [id], message: '', why: '' }] : []));
    expect(found(check)).toMatch(/^reads "/);
    expect(found(check, 1)).toBeUndefined();
    expect(found(check, 'reach')).toBeUndefined();
  });

  it('refuses a rule that counts', () => {
    expect(
      found(({ graph }) => graph.nodes.slice(0, 1).map(({ id }) => ({ nodes: [id], message: String(graph.nodes.length), why: '' }))),
    ).toMatch(/^finds something else/);
  });

  it('refuses a rule that looks a node up', () => {
    expect(found(({ graph }) => (graph.get('shared-monitor')?.title === 'x' ? [{ nodes: ['x'], message: '', why: '' }] : []))).toMatch(
      /^reads a list/,
    );
  });
});
