import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { readPlan } from '#engine/plan';
import type { Scoring } from '#engine/score';
import { rules } from '#engine/validate';
import { readResources } from '../../../build/resources.ts';
import { checkMarkdown } from '../../../src/cli/output/check-markdown.ts';
import { checkText } from '../../../src/cli/output/check-text.ts';
import { book, catalog } from '../../harness/resources.ts';

const shipped = readResources(join(import.meta.dirname, '..', '..', '..', 'resources'));
const scoring = shipped.scoring['scoring'] as Scoring; // checked against its schema where the scores are tested

/** The extremes that a file may hold; what is refused is listed in number-text.test.ts. */
const number = fc.constantFrom('0', '1', '7.25', '0.000000001', '1e-9', '1e12', '1000000000000', '1.5e11');
const size = fc.constantFrom('0 GB', '0.001 KB', '3.5 TB', '1e9 TB', '1000000 PB');
const time = fc.constantFrom('0 s', '1e6 h', '0.001 s', '90 min', '730 h');

/** A power of ten, or a word for what is no number. */
const nonsense = /\d[eE][+-]?\d|NaN|Infinity|undefined|\d{20}/;

it('whatever numbers a plan holds, what is said of it has figures that people read', () => {
  fc.assert(
    fc.property(number, number, size, time, number, (runs, nodes, stored, each, budget) => {
      const text = `pipedraft: 1
name: Figures
context: {approach: code, region: westeurope${/^[1-9]/.test(budget) ? `, budgetPerMonth: ${budget}` : ''}}
nodes:
  lake: {service: azure-storage, title: Lake, usage: {storedData: ${stored}, writeOperations: ${runs}, readOperations: ${runs}}}
  cluster: {service: azure-ml-compute-cluster, title: Cluster, usage: {maxNodes: ${nodes}, hoursPerMonth: ${runs}}}
  train: {service: azure-ml-pipelines, title: Train, usage: {runsPerMonth: ${runs}, timePerRun: ${each}, nodes: ${nodes}}}
`;
      const file = readPlan(text, 'plan.yaml');
      const evaluation = evaluate({ plan: file.plan, catalog, book, rules, scoring, today: '2026-11-21' });
      const report = {
        plans: [{ file: 'plan.yaml', read: file, evaluation, exceeded: [], rules: rules.map(({ meta }) => meta) }],
        faults: [],
      };
      const said = [checkText(report.plans, { colour: false, columns: 200 }), checkMarkdown(report)].join('\n');
      // a text that was written in quotation marks is quoted as it is
      expect(said.replace(/"1e[^"]*"/g, '')).not.toMatch(nonsense);
    }),
    { numRuns: 60 },
  );
}, 60_000);
