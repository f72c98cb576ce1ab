import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '#engine/evaluate';
import { arrange, formatYaml, patchYaml, readPlan } from '#engine/plan';
import { type Scoring } from '#engine/score';
import { rules, type Finding } from '#engine/validate';
import { readResources } from '../../../build/resources.ts';
import { book, catalog } from '../../harness/resources.ts';

/*
 * What ships as a template or an example is what people learn from, so what is said of it is kept. golden/README.md says of
 * each finding why it stays. A change of a golden file is a change of what users are told: read it before you accept it.
 */

const today = '2026-11-21';
const shipped = readResources(join(import.meta.dirname, '..', '..', '..', 'resources'));
const scoring = shipped.scoring['scoring'] as Scoring; // checked against its schema where the scores are tested

/** What a reviewer would look at: the findings, the four scores and the month's cost. */
function toldOf({ findings, scores, cost }: Evaluation) {
  const { maintainability, skills, integration, maturity } = scores;
  return {
    findings: findings.map(({ number, rule, severity, nodes, message, waived }) => ({
      number,
      rule,
      severity,
      nodes,
      message,
      ...(waived ? { waivedUntil: waived.until } : {}),
    })),
    scores: { maintainability: maintainability.value, skills: skills.value, integration: integration.value, maturity: maturity.level },
    monthly: { currency: cost.currency, low: cents(cost.monthly.low), likely: cents(cost.monthly.likely), high: cents(cost.monthly.high) },
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** The findings that golden/README.md speaks of under a plan's name: lines such as "- 2, 3 `skill-missing` (Report): why it stays". */
function defended(name: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, 'golden', 'README.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
  return [...section.matchAll(/^- ([\d, ]+) `([a-z-]+)`/gm)].flatMap(([, numbers = '', rule = '']) =>
    numbers.split(', ').map((number) => `${number} ${rule}`),
  );
}

describe.each(shipped.examples)('$file', ({ file, text }) => {
  const { plan } = readPlan(text, file);
  const evaluation = evaluate({ plan, catalog, book, scoring, rules, today });
  const name = file.replace('.pipedraft.yaml', '');

  it('is a template, a reference architecture or an example, by its name too', () => {
    const kind = ['template', 'reference'].find((one) => file.startsWith(`${one}-`)) ?? 'example';
    expect(plan.own['x-kind']).toBe(kind);
  });

  it('names its page of the documentation, if it is a reference architecture', () => {
    if (plan.own['x-kind'] === 'reference') expect(text).toMatch(/^# After ".+\n# https:\/\/learn\.microsoft\.com\/\S+\n/);
  });

  it('is in canonical form', () => {
    expect(formatYaml(text, plan)).toBe(text);
  });

  it('is laid out as tidying lays it out', () => {
    const layout = arrange(plan, (id) => catalog.stageOf(plan.nodes[id]?.service ?? ''));
    expect(patchYaml(text, { ...plan, layout })).toBe(text);
  });

  it('can be costed', () => {
    const priced = (id: string) => catalog.get(plan.nodes[id]?.service ?? '')?.cost.kind !== 'unknown';
    expect(evaluation.cost.unknown.filter(priced)).toEqual([]);
  });

  it('is told what it was told before', async () => {
    await expect(`${JSON.stringify(toldOf(evaluation), null, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'golden', `${name}.json`),
    );
  });

  it('has no error and no warning, but for what an example waives', () => {
    const may = plan.own['x-kind'] === 'example' ? ({ waived }: Finding) => waived !== null : () => false;
    const loud = evaluation.findings.filter((finding) => finding.severity !== 'info' && !may(finding));
    expect(loud.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('has each of its findings defended in golden/README.md, and no other', () => {
    expect(defended(name)).toEqual(evaluation.findings.map(({ number, rule }) => `${number} ${rule}`));
  });
});
