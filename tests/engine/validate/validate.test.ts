import { describe, expect, it, vi } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { missingValues } from '#engine/export';
import { emptyPlan, type Plan, type Waiver } from '#engine/plan';
import { costPlan } from '#engine/score';
import { validate, type Fix, type Found, type Rule, type RuleInput } from '#engine/validate';
import { book, catalog } from '../../harness/resources.ts';

const today = '2026-11-21';

function inputOf(change: Partial<Plan> = {}): RuleInput {
  const plan: Plan = { ...emptyPlan('A plan'), nodes: { a: { service: 'azure-storage' }, b: { service: 'azure-storage' } }, ...change };
  const graph = new PlanGraph(plan, catalog, book);
  return { plan, graph, catalog, book, cost: costPlan(graph, [1]), packs: [], missing: () => missingValues(graph), today };
}

function ruleOf(id: string, check: Rule['check'] | readonly Found[]): Rule {
  return {
    meta: {
      id,
      title: id,
      severity: 'warning',
      family: 'structure',
      pillar: 'operational-excellence',
      stages: 'all',
      sources: [{ title: 'A test' }],
      entries: [],
      docs: '',
    },
    check: typeof check === 'function' ? check : () => check,
  };
}

const found = (more: Partial<Found> = {}): Found => ({ nodes: ['a'], message: 'Something is wrong.', why: 'It is.', ...more });
const fix: Fix = { title: 'Fix it', edits: [] };

describe('fixes', () => {
  it('are worked out when they are asked for, and once', () => {
    const fixes = vi.fn(() => [fix]);
    const { findings, fixesOf } = validate(inputOf(), [ruleOf('one', [found({ fixes })])]);
    expect(fixes).not.toHaveBeenCalled();
    const key = findings[0]?.key ?? '';
    expect(fixesOf(key)).toEqual([fix]);
    expect(fixesOf(key)).toBe(fixesOf(key));
    expect(fixes).toHaveBeenCalledTimes(1);
  });

  it('are none for a finding without, and for a key that no finding has', () => {
    const { findings, fixesOf } = validate(inputOf(), [ruleOf('one', [found()])]);
    expect([fixesOf(findings[0]?.key ?? ''), fixesOf('no such key'), fixesOf('__proto__')]).toEqual([[], [], []]);
  });

  it('that cannot be worked out are none, are reported once, and leave the others alone', () => {
    const faults: Error[] = [];
    const broken = () => {
      throw new Error('out of luck');
    };
    const rules = [ruleOf('broken', [found({ fixes: broken })]), ruleOf('sound', [found({ fixes: () => [fix] })])];
    const { findings, fixesOf } = validate(inputOf(), rules, (fault) => faults.push(fault));
    expect(findings.map(({ rule }) => rule)).toEqual(['broken', 'sound']);
    expect(findings.map(({ key }) => [fixesOf(key), fixesOf(key)])).toEqual([
      [[], []],
      [[fix], [fix]],
    ]);
    expect(faults.map(({ message }) => message)).toEqual(['The fixes of a finding of "broken" could not be worked out: out of luck']);
    expect(faults[0]?.cause).toEqual(new Error('out of luck'));
  });

  it('are told apart where two findings are about the same places', () => {
    const second: Fix = { title: 'The other way', edits: [] };
    const { findings, fixesOf } = validate(inputOf(), [ruleOf('one', [found({ fixes: () => [fix] }), found({ fixes: () => [second] })])]);
    expect(findings.map(({ key }) => fixesOf(key))).toEqual([[fix], [second]]);
  });
});

describe('a rule that fails', () => {
  it('is a finding of its own; what it found before stays, and the others run', () => {
    const failing = ruleOf('failing', function* () {
      yield found();
      throw new Error('out of luck');
    });
    const { findings } = validate(inputOf(), [failing, ruleOf('sound', [found()])]);
    expect(findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['rule-failed', ['failing']],
      ['failing', undefined],
      ['sound', undefined],
    ]);
  });
});

describe('keys', () => {
  it('stay short where a finding names every node, and differ where the nodes do', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `node-${at}`);
    const { findings } = validate(inputOf(), [ruleOf('one', [found({ nodes: many }), found({ nodes: many.slice(1) })])]);
    const keys = findings.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(400);
  });
});

describe('a key', () => {
  const edge = { from: 'a', to: 'b', kind: 'data' } as const;
  const keys = (change: Partial<Plan>, one: Partial<Found>) =>
    validate(inputOf(change), [ruleOf('one', [found(one)])]).findings.map(({ key }) => key);

  it('stays when another edge before its edge goes', () => {
    expect(keys({}, { edges: [edge], path: ['edges', 7] })).toEqual(keys({}, { edges: [edge], path: ['edges', 6] }));
    expect(keys({}, { edges: [edge], path: ['edges', 7, 'kind'] })).not.toEqual(keys({}, { edges: [edge], path: ['edges', 7] }));
  });

  it('stays when another item of its list goes', () => {
    const estate = (...names: string[]) => ({ context: { ...emptyPlan('').context, estate: names } });
    const at = (place: number) => ({ nodes: [], path: ['context', 'estate', place] });
    expect(keys(estate('x', 'y'), at(1))).toEqual(keys(estate('y'), at(0)));
    expect(keys(estate('x', 'y'), at(1))).not.toEqual(keys(estate('x', 'y'), at(0)));
  });

  it('stays when another waiver goes', () => {
    const waivers = (...rules: readonly string[]) => ({ waivers: rules.map((rule) => ({ rule, because: 'Known.' })) });
    const idle = (change: Partial<Plan>) => validate(inputOf(change), []).findings.map(({ key }) => key);
    expect(idle(waivers('gone', 'stays'))[1]).toBe(idle(waivers('stays'))[0]);
  });
});

describe('a waiver', () => {
  const waiver = (more: Partial<Waiver>): Waiver => ({ rule: 'one', because: 'We know', ...more });
  const told = (waivers: readonly Waiver[]) =>
    validate(inputOf({ waivers }), [
      ruleOf('one', [found(), found({ nodes: ['b'], edges: [{ from: 'b', to: 'a', kind: 'data' }] })]),
    ]).findings.map(({ rule, severity, nodes, path, waived }) => ({
      rule,
      severity,
      at: [...nodes, ...(path ?? [])].join(' '),
      waived: waived?.because ?? null,
    }));
  const open = (at: string) => ({ rule: 'one', severity: 'warning', at, waived: null });

  it('covers the places that it names, nodes and edges', () => {
    expect(told([waiver({ on: ['a'] })])).toEqual([open('b'), { ...open('a'), waived: 'We know' }]);
    expect(told([waiver({ on: ['b/a/data'] })])).toEqual([open('a'), { ...open('b'), waived: 'We know' }]);
  });

  it('covers every finding of the rule where it names none', () => {
    expect(told([waiver({})]).map(({ waived }) => waived)).toEqual(['We know', 'We know']);
  });

  it('holds to the end of its last day, and is spoken of after it', () => {
    expect(told([waiver({ until: today })]).every(({ waived }) => waived)).toBe(true);
    expect(told([waiver({ until: '2026-11-20', on: ['a'] })])).toEqual([
      { rule: 'waiver-without-effect', severity: 'warning', at: 'waivers 0', waived: null },
      open('a'),
      open('b'),
    ]);
  });

  it('tells its reason, its owner and its last day with what it covers, and the day on which it lapsed', () => {
    const kept = { because: 'We know', owner: 'Data platform', until: '2027-06-30' };
    const { findings } = validate(inputOf({ waivers: [waiver({ ...kept, on: ['a'] })] }), [ruleOf('one', [found()])]);
    expect(findings.map(({ waived }) => waived)).toEqual([kept]);
    const lapsed = { ...kept, until: '2026-11-20' };
    const after = validate(inputOf({ waivers: [waiver({ ...lapsed, on: ['a'] })] }), [ruleOf('one', [found()])]);
    expect(after.findings.map(({ message, waived }) => [message, waived])).toEqual([
      ['The waiver of "one" lapsed on 2026-11-20.', null],
      ['Something is wrong.', null],
    ]);
    expect(after.fixesOf(after.findings[0]?.key ?? '').map(({ edits }) => edits)).toEqual([[{ type: 'remove-waiver', at: 0 }]]);
  });

  it('that was renewed is not hidden by the one that has lapsed', () => {
    expect(told([waiver({ until: '2026-11-20' }), waiver({ because: 'We still know', on: ['a'] })])).toEqual([
      { rule: 'waiver-without-effect', severity: 'warning', at: 'waivers 0', waived: null },
      open('b'),
      { ...open('a'), waived: 'We still know' },
    ]);
  });

  it('that covers nothing is remarked on', () => {
    expect(told([waiver({ rule: 'no-such-rule' })])).toContainEqual({
      rule: 'waiver-without-effect',
      severity: 'info',
      at: 'waivers 0',
      waived: null,
    });
  });
});
