import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* Packs on the command line: what an organisation adds is evaluated with, and what is wrong with a pack is said. */

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

  const broken = join(cases, 'rule-file');
  const faultOf = `${join(broken, 'rules/taken.yaml')}:5:1: "hold" is not a key of a rule. Did you mean "holds"?`;

  it.each(['check', 'score'])(
    '%s: tells the faults of a pack with their places, and exits with 2 although the plan is answered for',
    async (command) => {
      const { exit, out, talk } = await run([command, '--format', 'json', '--pack', broken, ...day, 'plan.yaml'], { in: folderWithPlan() });
      expect(exit).toBe(2);
      expect(talk).toContain(faultOf);
      expect(talk.trim().split('\n').at(-1)).toMatch(
        /^The pack ".*" in ".*" has \d+ faults, so not all of it counts\. .*--allow-broken-packs/,
      );
      expect((JSON.parse(out) as Answer).packs).toHaveLength(1);
    },
  );

  it('exits by the findings where broken packs are allowed', async () => {
    const folder = folderWithPlan();
    const exits = await Promise.all(
      ['never', 'info'].map((level) =>
        run(['check', '--fail-on', level, '--allow-broken-packs', '--pack', broken, ...day, 'plan.yaml'], { in: folder }),
      ),
    );
    expect(exits.map(({ exit }) => exit)).toEqual([0, 1]);
    for (const { talk, out } of exits) {
      expect(talk).toContain(faultOf);
      expect(out).not.toContain(faultOf); // it is said once
    }
  });

  it('has the faults in every report', async () => {
    const folder = folderWithPlan();
    const report = async (format: string) =>
      (await run(['check', '--format', format, '--pack', broken, ...day, 'plan.yaml'], { in: folder })).out;
    const [json, sarif, junit, markdown] = await Promise.all(['json', 'sarif', 'junit', 'markdown'].map(report));
    const fault = expect.objectContaining({ folder: broken, message: '"hold" is not a key of a rule.', line: 5, column: 1 });
    expect(JSON.parse(json ?? '')).toMatchObject({ packFaults: expect.arrayContaining([fault]) });
    expect(JSON.parse(sarif ?? '')).toMatchObject({
      runs: [
        {
          invocations: [
            {
              executionSuccessful: false,
              toolConfigurationNotifications: expect.arrayContaining([
                expect.objectContaining({ level: 'error', message: { text: faultOf } }),
              ]),
            },
          ],
        },
      ],
    });
    expect(junit).toMatch(/<testsuite name="Packs" tests="(\d+)" failures="0" errors="\1"/);
    expect(markdown).toContain('## Packs with faults');
  });

  it('writes no export with a broken pack', async () => {
    const folder = folderWithPlan();
    writeFileSync(join(folder, 'plan.svg'), 'as it was');
    const exported = (...args: string[]) =>
      run(['export', '--to', 'svg', '--out', 'plan.svg', '--pack', broken, ...args, 'plan.yaml'], { in: folder });
    expect(await exported()).toMatchObject({ exit: 2, out: '', talk: expect.stringContaining(faultOf) });
    expect(readFileSync(join(folder, 'plan.svg'), 'utf8')).toBe('as it was');
    expect(await exported('--allow-broken-packs')).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, 'plan.svg'), 'utf8')).toMatch(/^<svg/);
  });

  it.each([
    [
      'a folder that is not there',
      'nothing',
      'There is no folder "nothing". Name the folder of a pack: it holds the file pipedraft.pack.yaml.',
    ],
    ['a file', 'plan.yaml', '"plan.yaml" is no folder. Name the folder of a pack: it holds the file pipedraft.pack.yaml.'],
    ['a folder that is no pack', '.', 'The folder has no file of this name, so it is no pack.'],
  ])('refuses %s, also where broken packs are allowed', async (_, pack, words) => {
    const folder = folderWithPlan();
    for (const allowed of [[], ['--allow-broken-packs']]) {
      const { exit, out, talk } = await run(['check', ...allowed, '--fail-on', 'never', '--pack', pack, 'plan.yaml'], { in: folder });
      expect(exit).toBe(2);
      expect(talk).toContain(words);
      expect(out).not.toContain(words); // it is said once
      expect(talk.trim().split('\n').at(-1)).toBe(`"${pack}" cannot be used as a pack. Fix the problems above, or leave the folder out.`);
    }
  });

  it.each([
    ['could not be checked for a node', 'node.owner == "x"'],
    ['does more than it may', '[1, 2].all(a, plan.nodes.map(n, n.title).join("").split("").all(c, c != "?"))'],
  ])('keeps the gate closed when a rule %s', async (_, holds) => {
    const folder = folderWithPlan();
    mkdirSync(join(folder, 'own/rules'), { recursive: true });
    writeFileSync(join(folder, 'own/pipedraft.pack.yaml'), 'pack: 1\nid: own\nname: Own\nversion: "1"\n');
    writeFileSync(
      join(folder, 'own/rules/a.yaml'),
      `id: own-rule\ntitle: Own\nseverity: error\nfor: node\nholds: ${JSON.stringify(holds)}\nmessage: m\nwhy: w\n`,
    );
    const nodes = Array.from({ length: 1000 }, (__, at) => `  n${at}: {service: azure-storage, title: ${'a'.repeat(400)}}`);
    writeFileSync(join(folder, 'large.yaml'), `pipedraft: 1\nname: Large\nnodes:\n${nodes.join('\n')}\n`);
    const { exit, out } = await run(['check', '--format', 'json', '--pack', 'own', 'large.yaml'], { in: folder });
    expect(exit).toBe(1);
    const { findings } = JSON.parse(out) as Answer;
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(['own-rule']);
  });

  it('keeps the gate closed when the plan names a pack that is not given', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'plan.yaml'), 'pipedraft: 1\nname: Named\ncontext: {packs: {contoso: 1.2.0}}\n');
    expect(await run(['check', 'plan.yaml'], { in: folder })).toMatchObject({ exit: 1 });
  });
});

describe('a file of prices', () => {
  const prices = (text: string) => {
    const folder = folderWithPlan();
    writeFileSync(join(folder, 'prices.csv'), text);
    return (...args: string[]) =>
      run(['check', '--fail-on', 'never', '--pack', 'contoso', '--prices', 'prices.csv', ...args, 'plan.yaml'], { in: folder });
  };

  it('with rows that cannot be used exits with 2, unless that is allowed', async () => {
    const check = prices('meter,region,price\nvm-ds3-v2,eastus2,0.3\nvm-ds4-v2,eastus2,cheap\n');
    const [closed, open] = [await check('--max-cost', '2000'), await check('--max-cost', '2000', '--allow-partial-prices')];
    expect(closed).toMatchObject({ exit: 2, talk: expect.stringContaining('Rows that should be used and cannot be: 2.') });
    expect(open.exit).toBe(0);
  });

  it('that is whole does not', async () => {
    expect(await prices('meter,region,price\nvm-ds3-v2,eastus2,0.3\n')()).toMatchObject({ exit: 0 });
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
    expect(talk).toContain(':5:18: "integration.native-edges.max" must be a number: "many" is no number;');
  });
});
