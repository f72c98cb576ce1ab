import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlanProblems, formatProblem } from '#engine/errors';
import { documentOf, readPlan, writePlanJson, writePlanYaml, type PlanFile } from '#engine/plan';
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

  it('has as many problems as it has: none is one too many', () => {
    const many = 150_000;
    expect(problemsOf(() => readPlan('a: 1\n'.repeat(many), 'plan.yaml'))).toHaveLength(many - 1);
    expect(problemsOf(() => readPlan(`{${'"a":1,'.repeat(many)}"a":1}`, 'plan.json'))).toHaveLength(many);
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
  const planWith = (nodes: number, edges: number) =>
    JSON.stringify({
      pipedraft: 1,
      name: 'Large',
      nodes: Object.fromEntries(Array.from({ length: nodes }, (_, at) => [`n${at}`, { service: 'docker' }])),
      edges: Array.from({ length: edges }, (_, at) => ({ from: `n${at}`, to: 'n0', kind: 'data' })),
    });

  it('stop at 20,000 nodes and 60,000 edges', () => {
    expect(Object.keys(readPlan(planWith(20_000, 60_000), 'plan.json').plan.nodes)).toHaveLength(20_000);
    const problems = problemsOf(() => readPlan(planWith(20_001, 60_001), 'plan.json'));
    expect(problems.map(({ message }) => message)).toEqual([
      'The plan has 20001 nodes; 20000 are the limit.',
      'The plan has 60001 edges; 60000 are the limit.',
    ]);
  });
});

function textOf(name: string): string {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new PlanProblems(name, [{ message: 'No such case.', fix: 'Add it.' }]);
  return found.text;
}
