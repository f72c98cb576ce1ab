import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlanGraph } from '#engine/catalog';
import { missingValues } from '#engine/export';
import { readPlan, type Plan } from '#engine/plan';
import { costPlan, type Cost } from '#engine/score';
import type { PackInUse, RuleInput } from '#engine/validate';
import { book, catalog } from './resources.ts';

/* The cases of the rules: one folder per rule, with one folder per case. */

export const casesFolder = join(import.meta.dirname, '..', 'engine', 'validate', 'rules');

export function casesOf(rule: string): string[] {
  return existsSync(join(casesFolder, rule)) ? readdirSync(join(casesFolder, rule)).sort() : [];
}

export function readCase(rule: string, name: string): Plan {
  const file = join(casesFolder, rule, name, 'plan.yaml');
  return readPlan(readFileSync(file, 'utf8'), file).plan;
}

/** Input of a rule for a case. The case sets today under `x-today` and the loaded packs under `x-packs`. */
export function inputOf(plan: Plan): RuleInput {
  const graph = new PlanGraph(plan, catalog, book);
  let cost: Cost | undefined;
  return {
    plan,
    graph,
    catalog,
    book,
    // few rules need the cost, and a case should cover only the code that its rule uses
    get cost() {
      return (cost ??= costPlan(graph, [1]));
    },
    packs: (plan.own['x-packs'] ?? []) as readonly PackInUse[],
    missing: () => missingValues(graph),
    today: String(plan.own['x-today'] ?? '2026-11-21'),
  };
}
