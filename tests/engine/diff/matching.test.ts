import { describe, expect, it } from 'vitest';
import { bothPlans, changeWords, consequencesOf, diffPlans, fileChanges, type Change } from '#engine/diff';
import { drawPlan } from '#engine/draw';
import { evaluate } from '#engine/evaluate';
import { rules } from '#engine/validate';
import { emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { book, catalog, icons, scoring } from '../../harness/resources.ts';
import { readXml } from '../../harness/xml.ts';

/* Which part of one plan is which part of the other, and what a difference says and draws. */

const plan = (nodes: Readonly<Record<string, PlanNode>>, edges: readonly Edge[] = [], more: Partial<Plan> = {}): Plan => ({
  ...emptyPlan('Plan'),
  nodes,
  edges,
  ...more,
});
const data = (from: string, to: string, more: Partial<Edge> = {}): Edge => ({ from, to, kind: 'data', ...more });
const store = (title?: string): PlanNode => (title === undefined ? { service: 'azure-storage' } : { service: 'azure-storage', title });
const cluster = (title?: string): PlanNode => ({ service: 'azure-ml-compute-cluster', ...(title === undefined ? {} : { title }) });

const said = (before: Plan, after: Plan): readonly string[] =>
  diffPlans(before, after, catalog).changes.map(({ part, kind, id, formerId, keys }) =>
    [part, kind, ...(formerId === undefined ? [] : [formerId, '→']), id, ...keys.map(({ path }) => path.join('.'))].join(' '),
  );

describe('a node', () => {
  it('with a new id is found by its title, whatever else changed', () => {
    const before = plan({ a: { ...store('Lake'), usage: { storedData: '1 TB' } } });
    const after = plan({ lake: { ...store('Lake'), usage: { storedData: '2 TB' } } });
    expect(said(before, after)).toEqual(['node renamed a → lake usage.storedData']);
  });

  it('with a new id and title is found by its neighbours', () => {
    const before = plan({ a: store('In'), b: store('Middle'), c: store('Out') }, [data('a', 'b'), data('b', 'c')]);
    const after = plan({ a: store('In'), m: store(), c: store('Out') }, [data('a', 'm'), data('m', 'c')]);
    expect(said(before, after)).toEqual(['node renamed b → m title']);
  });

  it('of another service is the same one only with the same title, stage and neighbours', () => {
    const rest = { a: store('In') };
    const before = plan({ ...rest, run: { ...cluster('Train'), stage: 'training' } }, [data('a', 'run')]);
    const swapped: PlanNode = { service: 'azure-databricks', title: 'Train', stage: 'training' };
    expect(said(before, plan({ ...rest, spark: swapped }, [data('a', 'spark')]))).toEqual(['node renamed run → spark service']);
    expect(said(before, plan({ ...rest, spark: { ...swapped, title: 'Else' } }, [data('a', 'spark')]))).toEqual([
      'node added spark',
      'node removed run',
      'edge added a/spark/data',
      'edge removed a/run/data',
    ]);
  });

  it('that took another service under its id is changed', () => {
    expect(said(plan({ a: store('Lake') }), plan({ a: cluster('Lake') }))).toEqual(['node changed a service']);
  });

  it('that stands elsewhere is another one', () => {
    const around = { in: store('In'), out: store('Out') };
    const before = plan({ ...around, a: cluster() }, [data('in', 'a')]);
    const after = plan({ ...around, b: cluster() }, [data('out', 'b')]);
    expect(said(before, after)).toEqual(['node added b', 'node removed a', 'edge added out/b/data', 'edge removed in/a/data']);
  });

  it('that exchanged its id with another one is renamed, and so is a circle of three', () => {
    const [x, y, z] = [store('X'), cluster('Y'), { service: 'power-bi', title: 'Z' }];
    expect(said(plan({ a: x, b: y }), plan({ a: y, b: x })).toSorted()).toEqual(['node renamed a → b', 'node renamed b → a']);
    expect(said(plan({ a: x, b: y, c: z }, [data('a', 'b')]), plan({ a: z, b: x, c: y }, [data('b', 'c')])).toSorted()).toEqual([
      'node renamed a → b',
      'node renamed b → c',
      'node renamed c → a',
    ]);
  });

  it('that gave its id to another one, and was removed, is removed', () => {
    const before = plan({ a: store('Lake'), b: cluster() }, [data('a', 'b')]);
    const after = plan({ b: store('Lake') });
    const found = diffPlans(before, after, catalog);
    expect(said(before, after)).toEqual(['node renamed a → b', 'node removed b', 'edge removed a/b/data']);
    expect(found.before.nodes).toEqual({ b: store('Lake'), 'b-2': cluster('b') });
  });

  it('among a thousand that all have new ids is found', () => {
    const many = (prefix: string) => {
      const id = (at: number) => `${prefix}${at}`;
      const nodes = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [id(at), store(`Store ${at}`)]));
      return plan(
        nodes,
        Array.from({ length: 999 }, (_, at) => data(id(at), id(at + 1))),
      );
    };
    const found = diffPlans(many('a'), many('b'), catalog);
    expect(found.changes).toHaveLength(1000);
    expect(found.renamed).toMatchObject({ a0: 'b0', a999: 'b999' });
  });
});

describe('other parts', () => {
  const nodes = { a: store('A'), b: store('B'), c: store('C') };

  it('of an edge its kind, or an end if it has a title of its own', () => {
    expect(said(plan(nodes, [data('a', 'b')]), plan(nodes, [data('a', 'b', { kind: 'model' })]))).toEqual([
      'edge changed a/b/data → a/b/model kind',
    ]);
    const title = 'Orders';
    expect(said(plan(nodes, [data('a', 'b', { title })]), plan(nodes, [data('a', 'c', { title })]))).toEqual([
      'edge changed a/b/data → a/c/data to',
    ]);
    expect(said(plan(nodes, [data('a', 'b')]), plan(nodes, [data('a', 'c')]))).toEqual(['edge added a/c/data', 'edge removed a/b/data']);
  });

  it('are found under new names: assumptions with what refers to them, groups by their nodes, notes by their text', () => {
    const before = plan({ a: { ...store('A'), usage: { writes: '$runs' } } }, [], {
      assumptions: { runs: 30 },
      groups: { g: { title: 'Group', nodes: ['a'] } },
      notes: { n: { text: 'Why', at: [0, 0] } },
      waivers: [{ rule: 'no-orphan-node', on: ['a'], because: 'Alone for now' }],
    });
    const after = plan({ z: { ...store('A'), usage: { writes: '$runsPerMonth' } } }, [], {
      assumptions: { runsPerMonth: 30 },
      groups: { grouped: { title: 'Group', nodes: ['z'] } },
      notes: { why: { text: 'Why', at: [0, 0] } },
      waivers: [{ rule: 'no-orphan-node', on: ['z'], because: 'Alone for good' }],
    });
    expect(said(before, after)).toEqual([
      'assumption renamed runs → runsPerMonth',
      'node renamed a → z',
      'group renamed g → grouped',
      'note renamed n → why',
      'waiver changed no-orphan-node (z) because',
    ]);
  });

  it('of the plan are named by their keys; the direction is of the drawing alone', () => {
    const before = plan({}, [], { context: { region: 'westeurope', team: { size: 4 } } });
    const after = {
      ...plan({}, [], { context: { region: 'northeurope', needs: { gpu: true } }, exports: { layout: { ml: 'x' } } }),
      summary: 'S',
    };
    expect(said(before, after)).toEqual(['plan changed  summary context.region context.needs.gpu context.team.size exports.layout.ml']);
    expect(said(before, { ...before, direction: 'left-to-right' })).toEqual(['plan moved  direction']);
    expect(diffPlans(plan({ a: store(), b: cluster() }), plan({ b: cluster(), a: store() }), catalog)).toMatchObject({
      changes: [],
      isReordered: true,
    });
  });
});

describe('words', () => {
  it('have the titles of fields and the units of values', () => {
    const before = plan({ a: { service: 'azure-devops', usage: { minutesPerMonth: 1600 } } }, [], {
      assumptions: { runs: { low: 1, likely: 2, high: 4 } },
      context: { budgetPerMonth: 1500, needs: { availability: 99.9 }, team: { skills: { python: 'none' } } },
    });
    const after = plan({ a: { service: 'azure-devops', usage: { minutesPerMonth: '$runs' }, owner: 'Team' } }, [], {
      assumptions: { runs: 3 },
      context: { budgetPerMonth: 2000.5, needs: { availability: 99.95 }, team: { skills: { python: 'strong' } } },
    });
    const words = (change: Change) => changeWords(change, { before, after, catalog, currency: 'EUR' });
    const all = diffPlans(before, after, catalog).changes.flatMap((change) =>
      words(change).keys.map(({ title, before: was, after: is }) => `${title}: ${was} → ${is}`),
    );
    expect(all).toEqual([
      'Budget: 1,500 EUR a month → 2,001 EUR a month',
      'Availability: 99.9 % → 99.95 %',
      'Skill: Python: none → strong',
      'value: 2 (1 to 4) → 3',
      'Agent minutes a month: 1,600 min/month → $runs (3 min/month)',
      'Owner: not stated → Team',
    ]);
  });
});

describe('consequences', () => {
  const judged = (one: Plan) => evaluate({ plan: one, catalog, book, scoring, rules, today: '2026-11-21' });

  it('compare findings, scores and costs of a renamed node with its own', () => {
    const before = plan({ gone: { service: 'skynet', title: 'Gone' } });
    const after = plan({ went: { service: 'skynet', title: 'Gone' }, more: { service: 'hal-9000', title: 'More' } });
    const { findings, cost } = consequencesOf(judged(diffPlans(before, after, catalog).before), judged(after));
    expect(findings.added.filter(({ rule }) => rule === 'known-service').map(({ nodes }) => nodes)).toEqual([['more']]);
    expect(findings.resolved.filter(({ rule }) => rule === 'known-service')).toEqual([]);
    expect(cost.nodes.map(({ node }) => node)).toEqual(['more']);
  });

  it('say which resolved findings are waived now', () => {
    const before = plan({ gone: { service: 'skynet' } });
    const after = { ...before, waivers: [{ rule: 'known-service', because: 'Our own service' }] };
    const { findings } = consequencesOf(judged(before), judged(after));
    expect(findings.waived).toEqual(findings.resolved.filter(({ rule }) => rule === 'known-service').map(({ key }) => key));
    expect(findings.waived).toHaveLength(1);
  });

  it('name the exported files that come, go and change', () => {
    const file = (path: string, text: string) => ({ path, text, exporter: 'x', blocks: [], executable: false });
    expect(fileChanges([file('b', '1'), file('c', '1'), file('d', '1')], [file('a', '1'), file('b', '2'), file('d', '1')])).toEqual([
      { path: 'a', kind: 'added' },
      { path: 'b', kind: 'changed' },
      { path: 'c', kind: 'removed' },
    ]);
  });
});

describe('the drawing of both plans', () => {
  const before = plan({ a: store('A'), b: cluster('B'), c: cluster('C') }, [data('a', 'b'), data('a', 'c')], {
    layout: { a: [0, 0], b: [0, 200], c: [264, 200] },
    notes: { n: { text: 'Note', at: [600, 0] } },
  });
  const after = plan({ a: { ...store('A'), owner: 'Team' }, c: cluster('C'), d: store('D') }, [data('a', 'c'), data('d', 'c')], {
    layout: { a: [0, 0], c: [528, 200], d: [0, 200] },
  });
  const { plan: both, changes } = bothPlans(diffPlans(before, after, catalog), after);

  it('has what was removed, in a place of its own', () => {
    expect(Object.keys(both.nodes)).toEqual(['a', 'c', 'd', 'b']);
    expect(both.layout['b']).toBeUndefined(); // D lies there now
    expect(
      bothPlans(diffPlans(before, { ...after, layout: { a: [0, 0] } }, catalog), { ...after, layout: { a: [0, 0] } }).plan.layout['b'],
    ).toEqual([0, 200]);
    expect(Object.keys(both.notes)).toEqual(['n']);
    expect([...changes.edges]).toEqual([
      ['d/c/data', 'added'],
      ['a/b/data', 'removed'],
    ]);
  });

  it('marks every change with a sign and a word, and is the same for the same plans', () => {
    const draw = () => drawPlan({ plan: both, catalog, icons, changes }).svg;
    readXml(draw());
    const marks = [...draw().matchAll(/data-change="\w+">.*?<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text);
    expect(marks).toEqual([
      '~ changed',
      '\u2194 moved',
      '+ added',
      '\u2212 removed',
      '\u2212',
      '+',
      '\u2212 removed',
      '+',
      '\u2212',
      '~',
      '\u2194',
    ]);
    expect(draw()).toBe(draw());
  });
});
