import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { exampleDay, KnowledgeSchema, ruleMarkdown, rulePage } from '#engine/explain';
import { readPlan, type Plan } from '#engine/plan';
import { ruleFailed, rules, waiverRule, type PackInUse, type RuleMeta } from '#engine/validate';
import { readResources, readRuleExamples } from '../../../build/resources.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

/* The page of each rule: what the documentation prints and the window shows. */

const root = join(import.meta.dirname, '..', '..', '..');
const knowledge = KnowledgeSchema.parse(readResources(join(root, 'resources')).knowledge);
const examples = readRuleExamples(join(root, 'tests', 'engine', 'validate', 'rules'));
const packsOf = (plan: Plan) => (plan.own['x-packs'] ?? []) as readonly PackInUse[];
const judge = (plan: Plan, today: string, packs = packsOf(plan)) =>
  evaluate({ plan, catalog, book, scoring, rules, packs, today, factors: [1] });
const pageOf = (meta: RuleMeta) => rulePage(meta, { examples: examples[meta.id], knowledge, evaluate: judge });
const metaOf = (id: string): RuleMeta => rules.find(({ meta }) => meta.id === id)?.meta ?? expect.unreachable(`no rule ${id}`);

const metas = rules.map(({ meta }) => meta);

describe.each(metas)('the page of $id', (meta) => {
  const page = pageOf(meta);

  it('shows a plan that the rule complains of, and one that it does not', () => {
    expect(page.wrong?.findings).not.toEqual([]);
    const { plan } = readPlan(page.right?.text ?? '', 'right.yaml');
    const day = plan.own['x-today'];
    const findings = judge(plan, typeof day === 'string' ? day : exampleDay).findings.filter(({ rule }) => rule === meta.id);
    expect(findings.map(({ message }) => message)).toEqual([]);
  });

  it('has a waiver that works when it is pasted', () => {
    const text = `${page.wrong?.text.trimEnd() ?? ''}\n${page.waiver ?? ''}`;
    const { findings } = judge(readPlan(text, 'waived.yaml').plan, page.wrong?.day ?? '');
    expect(findings.filter(({ rule, waived }) => rule === meta.id && waived)).not.toEqual([]);
    expect(findings.filter(({ rule }) => rule === waiverRule.id)).toEqual([]);
  });
});

it('a fix is offered on the pages of forty rules and more', () => {
  expect(metas.filter((meta) => (pageOf(meta).wrong?.fixes ?? []).length > 0).length).toBeGreaterThanOrEqual(40);
});

it('a page says what the first fix does to scores and cost, and leaves out what stays', () => {
  const { wrong } = pageOf(metaOf('no-retired-service'));
  expect(wrong?.fixes[0]).toBe('Swap to ADF Copy activity');
  expect(wrong?.effects.map(({ title }) => title)).toEqual(['Maintainability']);
  expect(wrong?.effects.every(({ before, after }) => before !== after)).toBe(true);
});

it('a page is the same on every day: its examples are judged on their own', () => {
  expect(pageOf(metaOf('no-retired-service')).wrong?.day).toBe('2026-06-30');
  expect(pageOf(metaOf('no-data-cycle')).wrong?.day).toBe(exampleDay);
});

it('as Markdown it keeps apart what the guide says and what holds since', () => {
  const text = ruleMarkdown(pageOf(metaOf('no-retired-service')));
  const [said, since] = [text.indexOf('What the guide and the note say:'), text.indexOf('What has changed since:')];
  expect(said).toBeGreaterThan(0);
  expect(text.indexOf('SQL Server 2019 Big Data Clusters are there for analysing big data.')).toBeGreaterThan(said);
  expect(since).toBeGreaterThan(said);
  expect(text.indexOf('SQL Server Big Data Clusters are retired.')).toBeGreaterThan(since);
});

it('rules without cases have a page without examples; what is said of waivers cannot be waived', () => {
  expect(pageOf(ruleFailed)).toMatchObject({ wrong: null, right: null, waiver: expect.stringContaining('rule: rule-failed') as string });
  expect(pageOf(waiverRule)).toMatchObject({ wrong: null, right: null, waiver: null });
  expect(ruleMarkdown(pageOf(waiverRule))).not.toContain('## Leaving it');
});
