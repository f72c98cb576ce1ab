import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { exampleDay, scoringLaws, scoringPage } from '#engine/explain';
import { readPlan } from '#engine/plan';
import { measures, type Scoring } from '#engine/score';
import { book, catalog, examples, scoring } from '../../harness/resources.ts';

const file = 'churn-scoring.pipedraft.yaml';
const { plan } = readPlan(examples.find((one) => one.file === file)?.text ?? '', file);

function pageOf(weights: Scoring): string {
  const evaluation = evaluate({ plan, catalog, book, scoring: weights, rules: [], today: exampleDay });
  const ranking = [
    { title: 'Best', because: 'It is the best.', figure: 90 },
    { title: 'Worst', because: 'It is the worst.', figure: 10 },
  ];
  return scoringPage({
    scoring: weights,
    hoursPerMonth: book.hoursPerMonth,
    example: { file, plan, day: exampleDay, evaluation },
    ranking,
  });
}

describe('the page on scoring', () => {
  it('prints the ranking by hand, and how far the scores agree with it', () => {
    expect(pageOf(scoring)).toContain('It is 1; a test fails');
    expect(pageOf(scoring)).toContain('| 2 | Worst | 10 | It is the worst. |');
  });

  it.each(measures.map((measure) => [measure.id, measure] as const))('tells how %s is counted, why, and by which source', (id, measure) => {
    const part = { ...scoring.maintainability, ...scoring.integration }[id];
    const page = pageOf(scoring);
    expect(page).toContain(`### ${part.title}: ${part.max} points`);
    for (const words of [measure.formula(scoring), part.asks, part.because, part.weighs, part.says]) expect(page).toContain(words);
  });

  it('has its figures from the weights, each of them', () => {
    const other = structuredClone(scoring);
    const figures: [before: string, after: string][] = [];
    const change = <K extends string>(of: Record<K, number>, key: K, to: number, words: (value: number) => string) => {
      figures.push([words(of[key]), words(to)]);
      of[key] = to;
    };
    const { maintainability, skills } = other;
    change(maintainability.soundness, 'first', 0.49, (value) => `Lost are ${Math.round(100 * value)} % for the first error`);
    change(maintainability['technology-spread'], 'few', 7, (value) => `Up to ${value} nothing is lost`);
    change(maintainability['technology-spread'], 'many', 23, (value) => `from ${value} on everything`);
    change(
      maintainability['operational-burden'].worth,
      'self-managed',
      0.17,
      (value) => `by the team itself ${Math.round(100 - 100 * value)} %`,
    );
    change(maintainability.lifecycle, 'horizonDays', 123, (value) => `ending within ${value} days`);
    change(maintainability.lifecycle.worth, 'succeeded', 0.77, (value) => `with a successor ${Math.round(100 * value)} %`);
    change(maintainability.lifecycle, 'endedSetting', 0.41, (value) => `takes away ${Math.round(100 * value)} % of that`);
    change(maintainability.reproducibility.share, 'tracking', 0.37, (value) => `${Math.round(100 * value)} % where what trains`);
    change(maintainability['native-integration'], 'many', 11, (value) => `joined to nothing; ${value} lose everything`);
    change(maintainability['operational-burden'], 'many', 5, (value) => `the part is lost at the sum of ${value}.`);
    change(other.integration['estate-fit'], 'many', 7, (value) => `is a new island; ${value} lose everything`);
    change(maintainability.observability.share, 'telemetry', 0.61, (value) => `${Math.round(100 * value)} % for deployments whose`);
    change(maintainability.delivery, 'scripts', 0.43, (value) => `loses ${Math.round(100 - 100 * value)} % instead`);
    change(maintainability['lock-in'].worth, 'high', 0.13, (value) => `hard to leave ${Math.round(100 - 100 * value)} %`);
    change(maintainability['lock-in'], 'max', 6, (value) => `### Lock-in: ${value} points`);
    change(skills.met, 'partly', 0.47, (value) => `${Math.round(100 - 100 * value)} % of that where the team has the basics`);
    change(skills, 'missing', 11, (value) => `costs ${value} points`);
    const [page, changed] = [pageOf(scoring), pageOf(other)];
    for (const [before, after] of figures) {
      expect(page).toContain(before);
      expect(changed).toContain(after);
      expect(changed).not.toContain(before);
    }
  });

  it('counts an example through: its points sum up to its scores', () => {
    const page = pageOf(scoring);
    const shown = /### Maintainability: (\d+) of 100\n\n([\d.]+) of 100 points: (.+)\.\n/.exec(page);
    const points = [...(shown?.[3] ?? '').matchAll(/([\d.]+) of [\d.]+/g)].map(([, has]) => Number(has));
    expect(points).toHaveLength(Object.keys(scoring.maintainability).length);
    expect(Math.abs(points.reduce((sum, one) => sum + one, 0) - Number(shown?.[2]))).toBeLessThan(0.5);
    expect(Math.round(Number(shown?.[2]))).toBe(Number(shown?.[1]));
  });
});

it.each(scoringLaws.map(({ says, test }) => [says, test]))('a test holds this: %s', (_, test) => {
  const folder = join(import.meta.dirname, '..', 'score');
  const tests = readdirSync(folder).filter((name) => name.endsWith('.property.test.ts'));
  expect(tests.some((name) => readFileSync(join(folder, name), 'utf8').includes(`it('${test}'`))).toBe(true);
});
