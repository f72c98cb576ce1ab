import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* `pipedraft check --table`: many plans in one table. */

const run = builtCommand();
const example = readFileSync(join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml'), 'utf8');
const day = ['--today', '2026-11-21'];

interface Table {
  readonly plans: readonly {
    file: string;
    name: string | null;
    findings: { error: number } | null;
    cost: { likely: number } | null;
    fails: boolean;
  }[];
  readonly total: {
    readonly plans: number;
    readonly unreadable: number;
    readonly failing: number;
    readonly overBudget: number;
    readonly findings: { readonly error: number };
    readonly costs: readonly { readonly currency: string; readonly likely: number; readonly plans: number }[];
  };
}

/** A good plan, one over its budget, one with an error, and one that cannot be read, in the folder `plans`. @returns its parent */
function portfolio(): string {
  const parent = ownFolder();
  const inside = join(parent, 'plans');
  mkdirSync(join(inside, 'teams'), { recursive: true });
  writeFileSync(join(inside, 'good.pipedraft.yaml'), example);
  writeFileSync(
    join(inside, 'teams', 'dear.pipedraft.yaml'),
    example.replace('budgetPerMonth: 1500', 'budgetPerMonth: 1').replace('name: Churn scoring', 'name: Dear'),
  );
  writeFileSync(join(inside, 'teams', 'wrong.pipedraft.yaml'), 'pipedraft: 1\nname: Wrong\nnodes:\n  a: { service: no-such-service }\n');
  writeFileSync(join(inside, 'broken.pipedraft.yaml'), 'pipedraft: 1\nname: [\n');
  return parent;
}

describe('the table of a folder', () => {
  it('has a row for each plan, the worst first, and totals', async () => {
    const { out, exit } = await run(['check', 'plans', '--table', '--format', 'json', ...day], { in: portfolio() });
    const { plans, total } = JSON.parse(out) as Table;
    expect(exit).toBe(2);
    expect(plans.map(({ file }) => file.replaceAll('\\', '/'))).toEqual([
      'plans/broken.pipedraft.yaml',
      'plans/teams/dear.pipedraft.yaml', // both have one error, and this costs more
      'plans/teams/wrong.pipedraft.yaml',
      'plans/good.pipedraft.yaml',
    ]);
    expect(plans.map(({ fails }) => fails)).toEqual([true, true, true, false]);
    const read = plans.filter(({ cost }) => cost);
    expect(total).toMatchObject({ plans: 3, unreadable: 1, overBudget: 1 });
    expect(total.findings.error).toBe(read.reduce((sum, { findings }) => sum + (findings?.error ?? 0), 0));
    expect(total.failing).toBe(read.filter(({ fails }) => fails).length);
    expect(total.costs).toMatchObject([{ currency: 'USD', plans: 3 }]);
    expect(total.costs[0]?.likely).toBeCloseTo(read.reduce((sum, { cost }) => sum + (cost?.likely ?? 0), 0));
  });

  it('is the same as text and as Markdown', async () => {
    const parent = portfolio();
    const text = await run(['check', 'plans', '--table', ...day], { in: parent });
    const lines = text.out.split('\n');
    expect(lines[0]).toMatch(/^Errors {2}Warnings {2}Advice {2,}Cost a month {2}Maint\. {2}Skills {2}Integr\. {2}Maturity {2}Plan$/);
    expect(lines[1]).toContain('broken.pipedraft.yaml  not readable');
    expect(lines[2]).toMatch(/USD, over budget .* Dear /);
    expect(text.out).toMatch(/\n3 plans checked: .*\. 1 not readable, .*1 over budget\.\nCost a month of all: .*USD\.\n$/);
    const { out } = await run(['check', 'plans', '--table', '--format', 'markdown', ...day], { in: parent });
    expect(out).toMatch(/^\| Plan \| File \| Errors \|/);
    expect(out.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(6);
    const quiet = await run(['check', 'plans', '--table', '--quiet', ...day], { in: parent });
    expect(quiet.out).not.toContain('Churn scoring');
    expect(quiet.out).toContain('not readable');
  });

  it('is not written in the formats of single findings', async () => {
    const { talk, exit } = await run(['check', 'plans', '--table', '--format', 'sarif', ...day], { in: portfolio() });
    expect(exit).toBe(2);
    expect(talk).toContain('--table is for text, json and markdown, and not for sarif.');
  });

  it('takes a thousand plans in one process', { timeout: 300_000 }, async () => {
    const parent = ownFolder();
    const inside = join(parent, 'thousand');
    mkdirSync(inside);
    for (let at = 0; at < 1000; at += 1)
      writeFileSync(join(inside, `${at}.pipedraft.yaml`), example.replace('name: Churn scoring', `name: Plan ${at}`));
    const { out, exit } = await run(['check', 'thousand', '--table', '--format', 'json', ...day], { in: parent });
    const { plans, total } = JSON.parse(out) as Table;
    expect(exit).toBe(0);
    expect(plans).toHaveLength(1000);
    expect(total.plans).toBe(1000);
    expect(total.costs[0]?.likely).toBeCloseTo(1000 * (plans[0]?.cost?.likely ?? 0), 2);
  });
});
