import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { applyEdits, readPlan, type Plan } from '#engine/plan';
import { costPlan } from '#engine/score';
import { rules, validate, type PackInUse, type RuleInput } from '#engine/validate';
import { book, catalog } from '../../harness/resources.ts';

const folder = join(import.meta.dirname, 'rules');
const casesOf = (id: string) => (existsSync(join(folder, id)) ? readdirSync(join(folder, id)).sort() : []);

/** A case says what counts as today under `x-today`, and which packs are loaded under `x-packs`. */
function inputOf(plan: Plan): RuleInput {
  const graph = new PlanGraph(plan, catalog, book);
  const packs = (plan.own['x-packs'] ?? []) as readonly PackInUse[];
  return { plan, graph, catalog, book, cost: costPlan(graph, [1]), packs, today: String(plan.own['x-today'] ?? '2026-11-21') };
}

describe.each(rules)('$meta.id', (rule) => {
  const cases = casesOf(rule.meta.id);

  it('has a case that passes and one that does not', () => {
    expect(cases).toEqual(expect.arrayContaining([expect.stringMatching(/^valid-/), expect.stringMatching(/^invalid-/)]));
  });

  it.each(cases)('%s', async (name) => {
    const file = join(folder, rule.meta.id, name, 'plan.yaml');
    const { plan } = readPlan(readFileSync(file, 'utf8'), file);
    const input = inputOf(plan);
    const found = [...rule.check(input)];
    if (name.startsWith('valid-')) {
      expect(found).toEqual([]);
      return;
    }
    expect(found).not.toEqual([]);
    const workedOut = (_: string, value: unknown): unknown => (typeof value === 'function' ? (value as () => unknown)() : value);
    await expect(`${JSON.stringify(found, workedOut, 2)}\n`).toMatchFileSnapshot(join(folder, rule.meta.id, name, 'findings.json'));

    // Every fix removes the finding that it is offered for, and brings no error that was not there.
    const fails = (fault: Error) => {
      throw fault;
    };
    const { findings: before, fixesOf } = validate(input, rules, fails);
    for (const finding of before.filter((one) => one.rule === rule.meta.id)) {
      for (const fix of fixesOf(finding.key)) {
        const { findings: after } = validate(inputOf(applyEdits(plan, fix.edits)), rules);
        expect(
          after.map(({ key }) => key),
          fix.title,
        ).not.toContain(finding.key);
        const errors = new Set(before.filter(({ severity }) => severity === 'error').map(({ rule: id, message }) => `${id} ${message}`));
        expect(
          after
            .filter(({ severity, rule: id, message }) => severity === 'error' && !errors.has(`${id} ${message}`))
            .map(({ message }) => message),
          fix.title,
        ).toEqual([]);
      }
    }
  });
});

describe('the list of rules', () => {
  it('is in alphabetical order and holds every file of the folder', () => {
    const ids = rules.map(({ meta }) => meta.id);
    expect(ids).toEqual([...ids].sort());
    const files = readdirSync('src/engine/validate/rules')
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual(ids);
    expect(readdirSync(folder).sort()).toEqual(ids);
  });
});
