import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlanProblems, formatProblem } from '#engine/errors';
import { documentOf, emptyPlan, readPlan, writePlanJson, writePlanYaml, type Plan, type PlanFile } from '#engine/plan';
import { countProblems } from '../../../../src/engine/plan/reading/shape.ts';
import { problemsOf } from '../../../harness/problems.ts';

/*
 * What the reader says of a text. A case is a folder under cases/: a plan, and what is wrong with it as the command prints it. A case
 * whose name starts with `valid-` is read.
 */

const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder)
  .sort()
  .map((name) => {
    const file = readdirSync(join(folder, name)).find((one) => one.startsWith('plan.')) ?? '';
    return { name, file, text: readFileSync(join(folder, name, file), 'utf8') };
  });

describe('a text that cannot be read as a plan', () => {
  it.each(cases.filter(({ name }) => name.startsWith('invalid-')))('$name', async ({ name, file, text }) => {
    const problems = problemsOf(() => readPlan(text, file));
    await expect(`${problems.map((problem) => formatProblem(file, problem)).join('\n')}\n`).toMatchFileSnapshot(
      join(folder, name, 'problems.txt'),
    );
    for (const { message, fix, place } of problems) {
      expect(message).toMatch(/^[^a-z].*[.]$/s); // a sentence
      expect(fix).toMatch(/[.?]$/);
      if (place) expect(place.line >= 1 && place.column >= 1 && place.line <= text.split('\n').length).toBe(true);
    }
  });

  it('is named as the user named it', () => {
    expect(() => readPlan('', 'somewhere/plan.yaml')).toThrow(expect.objectContaining({ file: 'somewhere/plan.yaml' }));
  });

  it('tells each problem once, from the top of the file to its end', () => {
    const problems = problemsOf(() => readPlan('pipedraft: 1\nname: 1\nnodes: []\nedges: {}\nlayuot: {}\n', 'plan.yaml'));
    expect(problems.map(({ place }) => place?.line)).toEqual([2, 3, 4, 5]);
  });

  it.each([
    ['plan.yaml', 'a: 1\n'.repeat(10_000)],
    ['plan.yaml', `pipedraft: 1\nname: A\n${Array.from({ length: 10_000 }, (_, at) => `key${at}: 1\n`).join('')}`],
    ['plan.yaml', `pipedraft: 1\nname: A\nx-a: ${']'.repeat(10_000)}`],
    ['plan.yaml', `pipedraft: 1\nname: A\nx-a: "${'\\q'.repeat(10_000)}"`],
    ['plan.yaml', `pipedraft: 1\nname: A\nedges:\n${'  - {}\n'.repeat(10_000)}`],
    ['plan.json', `{${'"a":1,'.repeat(10_000)}"a":1}`],
    ['plan.json', `[${','.repeat(10_000)}]`],
  ])('has its first 1,000 problems listed, and says that there are more: %s %#', (file, text) => {
    const error = refusedBy(text, file);
    expect({ count: error.problems.length, isCut: error.isCut }).toEqual({ count: 1000, isCut: true });
    expect(error.problem).toMatch(/ \(and at least 999 more\)$/);
  });

  it('says how many problems there are when it lists them all', () => {
    const error = refusedBy('pipedraft: 1\nname: 1\nnodes: []\nedges: {}\n', 'plan.yaml');
    expect(error.isCut).toBe(false);
    expect(error.problem).toMatch(/ \(and 2 more\)$/);
  });

  it('has messages of a length that can be read, however long its words are', () => {
    for (const { message, fix } of problemsOf(() => readPlan(`pipedraft: 1\nname: A\n"${'k'.repeat(100_000)}": 1\n`, 'plan.yaml')))
      expect(Math.max(message.length, fix.length)).toBeLessThan(700);
  });
});

describe('a text that is a plan', () => {
  it.each(cases.filter(({ name }) => name.startsWith('valid-')))('$name', ({ file, text }) => {
    const { plan } = readPlan(text, file);
    expect(documentOf(readPlan(writePlanYaml(plan), 'plan.yaml').plan)).toEqual(documentOf(plan));
    expect(documentOf(readPlan(writePlanJson(plan), 'plan.json').plan)).toEqual(documentOf(plan));
  });

  it("keeps keys of the user's own, everywhere", () => {
    const { plan } = readPlan(textOf('valid-own-keys'), 'plan.yaml');
    expect(plan.own).toEqual({ 'x-kind': 'example' });
    expect(plan.context).toEqual({
      region: 'westeurope',
      'x-cost-centre': 4711,
      team: { size: 4, 'x-lead': 'Ana' },
      needs: { 'x-sla': 99.9 },
    });
    expect(plan.nodes['copy']).toEqual({
      service: 'docker',
      usage: { 'x-measured': '2026-05' },
      decision: { because: 'cheap', 'x-by': 'Ana' },
      'x-ours': { anything: [1, { goes: 'here' }] },
    });
    expect(plan.edges[0]).toHaveProperty('x-note', 'ours');
    expect(plan.waivers[0]).toHaveProperty('x-ticket', 12);
  });

  it('follows the rules of YAML 1.2, whatever its first line says', () => {
    expect(readPlan(textOf('valid-document-start'), 'plan.yaml').plan.own).toEqual({ 'x-own': ['no', 12, '2026-01-01', '1_000'] });
  });

  it('may join what is not there: a rule says so, not the reader', () => {
    expect(readPlan(textOf('valid-dangling-edge'), 'plan.yaml').plan.edges).toHaveLength(2);
  });

  it('has the edges in order, whatever the order in the file', () => {
    const { plan } = readPlan('pipedraft: 1\nname: A\nedges: [{from: b, to: a, kind: data}, {from: a, to: b, kind: data}]\n', 'plan.yaml');
    expect(plan.edges.map(({ from }) => from)).toEqual(['a', 'b']);
  });
});

describe('the place of a thing in a file', () => {
  const yaml = 'pipedraft: 1\nname: Churn\nnodes:\n  copy:\n    service: docker\nedges:\n  - {from: copy, to: copy, kind: data}\n';
  const json =
    '{\n  "pipedraft": 1,\n  "name": "Churn",\n  "nodes": {\n    "copy": {"service": "docker"}\n  },\n  "edges": [\n    {"from": "copy"}\n  ]\n}\n';
  it.each<[path: (string | number)[], inYaml: string, inJson: string]>([
    [['name'], '2:1', '3:3'],
    [['nodes', 'copy'], '4:3', '5:5'],
    [['nodes', 'copy', 'service'], '5:5', '5:14'],
    [['nodes', 'copy', 'title'], '4:3', '5:5'], // not there: where it belongs
    [['edges', 0], '7:5', '8:5'],
    [['edges', 0, 'from'], '7:6', '8:6'],
    [['layout', 'copy'], '1:1', '1:1'],
    [[], '1:1', '1:1'],
  ])('%j', (path, inYaml, inJson) => {
    const at = ({ placeOf }: Pick<PlanFile, 'placeOf'>) => {
      const place = placeOf(path);
      return place && `${place.line}:${place.column}`;
    };
    expect(at(readPlan(yaml, 'plan.yaml'))).toBe(inYaml);
    expect(at(readPlan(json.replace('"from": "copy"', '"from": "copy", "to": "copy", "kind": "data"'), 'plan.json'))).toBe(inJson);
  });
});

describe('limits', () => {
  const planWith = (nodes: number, edges: number): Plan => ({
    ...emptyPlan('Large'),
    nodes: Object.fromEntries(Array.from({ length: nodes }, (_, at) => [`n${at}`, { service: 'docker' }])),
    edges: Array.from({ length: edges }, () => ({ from: 'n1', to: 'n0', kind: 'data' as const })),
  });

  it('stop at 100,000 nodes and 300,000 edges', () => {
    expect(countProblems(planWith(100_000, 300_000))).toEqual([]);
    expect(countProblems(planWith(100_001, 300_001)).map(({ message }) => message)).toEqual([
      'The plan has 100,001 nodes, more than the 100,000 that a plan can have.',
      'The plan has 300,001 edges, more than the 300,000 that a plan can have.',
    ]);
  });
});

/** What is said of a text that cannot be read. */
function refusedBy(text: string, file: string): PlanProblems {
  try {
    readPlan(text, file);
  } catch (error) {
    if (error instanceof PlanProblems) return error;
    throw error;
  }
  throw new Error('The text was read.');
}

function textOf(name: string): string {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new PlanProblems(name, [{ message: 'No such case.', fix: 'Add it.' }]);
  return found.text;
}
