import { describe, expect, it, vi } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { missingValues } from '#engine/export';
import { applyEdits, emptyPlan, type Plan } from '#engine/plan';
import { costPlan } from '#engine/score';
import { fixAll, validate, type FixAll, type Rule } from '#engine/validate';
import { deepFreeze } from '../../harness/deep-freeze.ts';
import { book, catalog } from '../../harness/resources.ts';

function fixAllOf(plan: Plan, rule: Rule, others: readonly Rule[] = []): FixAll {
  const by = (some: readonly Rule[]) => (judged: Plan) => {
    const graph = new PlanGraph(judged, catalog, book);
    return validate(
      {
        plan: judged,
        graph,
        catalog,
        book,
        cost: costPlan(graph, [1]),
        packs: [],
        missing: () => missingValues(graph),
        today: '2026-11-21',
      },
      some,
    );
  };
  return fixAll(deepFreeze(plan), rule.meta.id, { one: by([rule]), all: by([rule, ...others]) });
}

const titled = (...titles: readonly string[]): Plan => ({
  ...emptyPlan('A plan'),
  nodes: Object.fromEntries(titles.map((title, at) => [`n${at}`, { service: 'azure-storage', title }])),
});
const titlesOf = (plan: Plan) => Object.values(plan.nodes).map(({ title }) => title);

/** Finds the nodes that are called `from`; the fix of each calls it `to`. The places can be left out, so that keys are the same. */
function not(
  from: string,
  to: string | null,
  { severity = 'warning', placed = true }: { severity?: 'error' | 'warning'; placed?: boolean } = {},
): Rule {
  const meta = {
    id: `not-${from}`,
    title: from,
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [{ title: 'A test' }],
    entries: [],
    docs: '',
  } as const;
  return {
    meta: { ...meta, severity },
    *check({ plan }) {
      for (const [id, { title }] of Object.entries(plan.nodes)) {
        if (title !== from) continue;
        yield {
          nodes: placed ? [id] : [],
          message: placed ? `"${id}" is called ${from}.` : `A node is called ${from}.`,
          why: 'It is.',
          fixes: () => (to === null ? [] : [{ title: `Call it ${to}`, edits: [{ type: 'change-node', id, set: { title: to } }] }]),
        };
      }
    },
  };
}

describe('fixing all that a rule finds', () => {
  it('takes one finding after the other, and says what was done', () => {
    const plan = titled('bad', 'fine', 'bad');
    const { plan: then, edits, steps, left } = fixAllOf(plan, not('bad', 'good'));
    expect(titlesOf(then)).toEqual(['good', 'fine', 'good']);
    expect(applyEdits(plan, edits)).toEqual(then);
    expect(steps).toEqual([
      { message: '"n0" is called bad.', nodes: ['n0'], title: 'Call it good' },
      { message: '"n2" is called bad.', nodes: ['n2'], title: 'Call it good' },
    ]);
    expect(left).toEqual([]);
  });

  it('checks a plan with hundreds of findings a few times, not after each of them', () => {
    const rule = not('bad', 'good');
    const check = vi.spyOn(rule, 'check');
    const { plan, steps } = fixAllOf(titled(...Array.from({ length: 400 }, () => 'bad')), rule);
    expect(steps.map(({ nodes }) => nodes)).toEqual(Array.from({ length: 400 }, (_, at) => [`n${at}`]));
    expect(new Set(titlesOf(plan))).toEqual(new Set(['good']));
    expect(check.mock.calls.length).toBeLessThan(20);
  });

  it('fixes one by one where a fix changes what else is found', () => {
    // a node is called by how many are left, so that each fix words the other findings anew
    const rule: Rule = {
      ...not('bad', null),
      *check({ plan }) {
        const bad = Object.keys(plan.nodes).filter((id) => plan.nodes[id]?.title === 'bad');
        for (const id of bad)
          yield {
            nodes: [id],
            message: `"${id}" is one of ${bad.length}.`,
            why: 'It is.',
            fixes: () => [{ title: 'Name it', edits: [{ type: 'change-node', id, set: { title: `${bad.length} left` } }] }],
          };
      },
    };
    expect(titlesOf(fixAllOf(titled('bad', 'bad', 'bad', 'bad'), rule).plan)).toEqual(['4 left', '3 left', '2 left', '1 left']);
  });

  it('works each fix out on the plan as it then is', () => {
    // the first fix takes both nodes away, so there is nothing left for a second
    const rule: Rule = {
      ...not('bad', null),
      *check({ plan }) {
        const bad = Object.keys(plan.nodes).filter((id) => plan.nodes[id]?.title === 'bad');
        for (const id of bad)
          yield {
            nodes: [id],
            message: `"${id}" is one of ${bad.length}.`,
            why: 'It is.',
            fixes: () => [{ title: 'Remove them all', edits: [{ type: 'remove-nodes', ids: bad, heal: false }] }],
          };
      },
    };
    const { steps, plan } = fixAllOf(titled('bad', 'bad', 'fine'), rule);
    expect(steps.map(({ title }) => title)).toEqual(['Remove them all']);
    expect(titlesOf(plan)).toEqual(['fine']);
  });

  it('tells apart findings about the same places', () => {
    expect(titlesOf(fixAllOf(titled('bad', 'bad', 'bad'), not('bad', 'good', { placed: false })).plan)).toEqual(['good', 'good', 'good']);
  });

  it('leaves what has no fix, and goes on with the rest', () => {
    const rule: Rule = {
      ...not('bad', null),
      *check(input) {
        yield* not('worse', null).check(input);
        yield* not('bad', 'good').check(input);
      },
    };
    const { plan, left } = fixAllOf(titled('worse', 'bad'), rule);
    expect(titlesOf(plan)).toEqual(['worse', 'good']);
    expect(left).toEqual([{ message: '"n0" is called worse.', nodes: ['n0'] }]);
  });

  it('does not apply a fix that leaves its finding', () => {
    const plan = titled('bad');
    expect(fixAllOf(plan, not('bad', 'bad'))).toEqual({
      edits: [],
      plan,
      steps: [],
      left: [{ message: '"n0" is called bad.', nodes: ['n0'] }],
    });
  });

  it('does not apply a fix that brings an error, and still applies the others', () => {
    const rule: Rule = {
      ...not('bad', null),
      *check(input) {
        yield* not('bad', 'good').check(input);
        yield* not('worse', 'broken').check(input);
      },
    };
    const { plan, left } = fixAllOf(titled('worse', 'bad'), rule, [not('broken', null, { severity: 'error' })]);
    expect(titlesOf(plan)).toEqual(['worse', 'good']);
    expect(left.map(({ message }) => message)).toEqual(['"n0" is called worse.']);
  });

  it('may bring a warning, and an error that is there already does not stand in its way', () => {
    const others = [not('good', null), not('broken', null, { severity: 'error' })];
    expect(titlesOf(fixAllOf(titled('bad', 'broken'), not('bad', 'good'), others).plan)).toEqual(['good', 'broken']);
  });

  it('leaves what is waived', () => {
    const plan = { ...titled('bad', 'bad'), waivers: [{ rule: 'not-bad', on: ['n0'], because: 'We know' }] };
    const { plan: then, left } = fixAllOf(plan, not('bad', 'good'));
    expect(titlesOf(then)).toEqual(['bad', 'good']);
    expect(left).toEqual([]);
  });

  it('ends where the findings come back in turns', () => {
    const rule: Rule = {
      ...not('bad', null),
      *check(input) {
        yield* not('tick', 'tock').check(input);
        yield* not('tock', 'tick').check(input);
      },
    };
    expect(fixAllOf(titled('tick'), rule).steps.length).toBeLessThanOrEqual(2);
  });
});
