import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits, readPlan, type Edge, type Plan } from '#engine/plan';
import { rules, validate, type Found } from '#engine/validate';
import { inputOf } from '../../harness/rule-cases.ts';

/*
 * Plans as architects draw them, each with one mistake. The rule that is named reports the mistake and is quiet about the plan without it.
 * `base` is a plan of the folder `plans/` or one of the good plans; `plant` changes it: keys are merged, `null` takes one away, edges are added and removed.
 */

const folder = join(import.meta.dirname, 'planted-mistakes');

interface Mistake {
  readonly name: string;
  readonly base: string;
  readonly says: string;
  readonly rule: string;
  /** The nodes that the finding names, among others. */
  readonly on?: readonly string[];
  readonly severity?: 'error' | 'warning' | 'info';
  readonly today?: string;
  readonly plant: { readonly [key: string]: unknown; readonly addEdges?: readonly Edge[]; readonly removeEdges?: readonly Edge[] };
}

const mistakes: readonly Mistake[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')) as Mistake[]);

describe('a plan with one mistake', () => {
  it('is drawn for each of at least thirty mistakes, by different names', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(30);
    expect(new Set(mistakes.map(({ name }) => name)).size).toBe(mistakes.length);
  });

  it.each(mistakes.map((mistake) => [mistake.name, mistake] as const))('%s', (_, mistake) => {
    const good = read(mistake);
    const planted = read(mistake, mistake.plant);
    expect(found(good, mistake.rule), 'quiet about the plan without the mistake').toEqual([]);
    const said = found(planted, mistake.rule);
    expect(
      said.map(({ message }) => message),
      'reports the mistake',
    ).not.toEqual([]);
    const [first] = said;
    for (const node of mistake.on ?? [])
      expect(
        said.some(({ nodes }) => nodes?.includes(node)),
        node,
      ).toBe(true);
    if (mistake.severity)
      expect(first?.severity ?? rules.find(({ meta }) => meta.id === mistake.rule)?.meta.severity).toBe(mistake.severity);
    if (mistake.says) expect(first?.message).toContain(mistake.says);
  });
});

describe('the fixes of a planted mistake', () => {
  it.each(mistakes.map((mistake) => [mistake.name, mistake] as const))('leave no error or warning that was not there: %s', (_, mistake) => {
    const planted = read(mistake, mistake.plant);
    const { findings, fixesOf } = validate(inputOf(planted), rules);
    const before = new Set(findings.map(({ rule, message }) => `${rule}: ${message}`));
    const known = (rule: string, nodes: readonly string[]) =>
      findings.some((old) => old.rule === rule && (old.nodes.length === 0 || old.nodes.some((id) => nodes.includes(id))));
    for (const finding of findings.filter(({ rule }) => rule === mistake.rule)) {
      for (const { title, edits } of fixesOf(finding.key)) {
        const after = validate(inputOf(applyEdits(planted, edits)), rules).findings;
        const fresh = after.filter(
          ({ severity, rule, message, nodes }) =>
            severity !== 'info' && !before.has(`${rule}: ${message}`) && !known(rule, nodes) && !isLearnt(rule, message),
        );
        expect(fresh.map(({ rule, message }) => `${title}: ${rule}: ${message}`)).toEqual([]);
        expect(after.map(({ key }) => key)).not.toContain(finding.key);
      }
    }
  });
});

/** The basics of a service that comes in are learnt on the way; a skill that has to be strong is a reason not to bring it in. */
function isLearnt(rule: string, message: string): boolean {
  return rule === 'skill-missing' && message.includes('at the level "basic"');
}

function found(plan: Plan, id: string): readonly Found[] {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return [...rule.check(inputOf(plan))];
}

function read({ base, today }: Mistake, plant: Mistake['plant'] = {}): Plan {
  const own = join(folder, 'plans', `${base}.yaml`);
  const file = existsSync(own) ? own : join(folder, '..', 'good-plans', `${base}.yaml`);
  const { addEdges = [], removeEdges = [], ...keys } = plant;
  const value = merged(parse(readFileSync(file, 'utf8')), keys) as { edges?: readonly Edge[] } & Record<string, unknown>;
  const gone = (edge: Edge) => removeEdges.some(({ from, to, kind }) => edge.from === from && edge.to === to && edge.kind === kind);
  const edges = [...(value.edges ?? []).filter((edge) => !gone(edge)), ...addEdges];
  return readPlan(JSON.stringify({ ...value, ...(today === undefined ? {} : { 'x-today': today }), edges }), `${base}.json`).plan;
}

/** Merges a change into a value: maps key by key, `null` takes a key away, anything else replaces. */
function merged(value: unknown, change: unknown): unknown {
  if (!isMap(change)) return change;
  const result: Record<string, unknown> = isMap(value) ? { ...value } : {};
  for (const [key, next] of Object.entries(change)) {
    if (next === null) delete result[key];
    else result[key] = merged(result[key], next);
  }
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
