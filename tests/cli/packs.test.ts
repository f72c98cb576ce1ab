import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* Packs on the command line: what an organisation adds is judged with, and what is wrong with a pack is said. */

const run = builtCommand();
const root = join(import.meta.dirname, '../..');
const contoso = join(root, 'docs/packs/contoso');
const cases = join(root, 'tests/engine/packs/cases');
const day = ['--today', '2026-11-21'];
const plan = `pipedraft: 1
name: Offers
context: {region: eastus2, packs: {contoso: 1.2.0}}
nodes:
  hub: {service: contoso-feature-hub, usage: {readsPerMonth: 3000000}}
`;

function folderWithPlan(): string {
  const folder = ownFolder();
  writeFileSync(join(folder, 'plan.yaml'), plan);
  cpSync(contoso, join(folder, 'contoso'), { recursive: true });
  return folder;
}

interface Answer {
  readonly packs: readonly unknown[];
  readonly findings: readonly { readonly rule: string; readonly severity: string }[];
  readonly cost: { readonly monthly: { readonly likely: number } };
}

describe('check with a pack', () => {
  it('judges with its services, prices and rules', async () => {
    const { exit, out, talk } = await run(['check', '--format', 'json', '--pack', 'contoso', ...day, 'plan.yaml'], {
      in: folderWithPlan(),
    });
    const answer = JSON.parse(out) as Answer;
    expect({ exit, talk }).toEqual({ exit: 1, talk: '' });
    expect(answer.packs).toEqual([{ id: 'contoso', name: 'Contoso data platform', version: '1.2.0' }]);
    expect(answer.cost.monthly.likely).toBeCloseTo(1.6, 10);
    expect(answer.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(['approved-region']);
  });

  it('says without it that the plan names a pack that is not there', async () => {
    const { out } = await run(['check', '--format', 'json', ...day, 'plan.yaml'], { in: folderWithPlan() });
    const { findings } = JSON.parse(out) as Answer;
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['packs-loaded', 'known-service']));
  });

  it('names its rules in the reports for other programs', async () => {
    const { out } = await run(['check', '--format', 'sarif', '--pack', 'contoso', ...day, 'plan.yaml'], { in: folderWithPlan() });
    const { runs } = JSON.parse(out) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] }[];
    };
    const result = runs[0]?.results.find(({ ruleId }) => ruleId === 'approved-region');
    expect(runs[0]?.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('approved-region');
  });

  it('is outdated after its day', async () => {
    const { out } = await run(['check', '--format', 'json', '--pack', 'contoso', '--today', '2027-07-01', 'plan.yaml'], {
      in: folderWithPlan(),
    });
    expect((JSON.parse(out) as Answer).findings.map(({ rule }) => rule)).toContain('pack-outdated');
  });

  it('tells the faults of a pack with their places, and goes on with the rest', async () => {
    const { exit, out, talk } = await run(['check', '--format', 'json', '--pack', join(cases, 'rule-file'), ...day, 'plan.yaml'], {
      in: folderWithPlan(),
    });
    expect(exit).toBe(1);
    expect(talk).toContain(`${join(cases, 'rule-file/rules/taken.yaml')}:5:1: "hold" is not a key of a rule. Did you mean "holds"?`);
    expect((JSON.parse(out) as Answer).packs).toHaveLength(1);
  });

  it.each([
    [
      'a folder that is not there',
      'nothing',
      'There is no folder "nothing". Name the folder of a pack: it holds the file pipedraft.pack.yaml.',
    ],
    ['a file', 'plan.yaml', '"plan.yaml" is no folder. Name the folder of a pack: it holds the file pipedraft.pack.yaml.'],
    ['a folder that is no pack', '.', '"." cannot be used as a pack. Mend what is said above, or leave the folder out.'],
  ])('refuses %s', async (_, folder, words) => {
    const { exit, out, talk } = await run(['check', '--pack', folder, 'plan.yaml'], { in: folderWithPlan() });
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(talk.trim().split('\n').at(-1)).toBe(words);
  });
});

describe('pack', () => {
  it('says what a pack does', async () => {
    const { exit, out, talk } = await run(['pack', 'contoso'], { in: folderWithPlan() });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    await expect(out).toMatchFileSnapshot('golden/pack.txt');
  });

  it('fails for a pack with faults', async () => {
    const { exit, out, talk } = await run(['pack', join(cases, 'weights')], { in: root });
    expect(exit).toBe(1);
    expect(out).toContain('3 faults; what they are about does not count.');
    expect(talk).toContain(':5:18: "integration.native-edges.max" must be a number, not "many".');
  });
});
