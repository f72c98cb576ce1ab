import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyPlan } from '#engine/plan';
import { withDefaults } from '../../../src/main/plans/new-plan.ts';
import { noPolicy, policyLine } from '../../../src/main/policy/policy.ts';
import { policyFile, readPolicy } from '../../../src/main/policy/read-policy.ts';
import { ownFolder } from '../../harness/folder.ts';

const written = (text: string) => {
  const file = join(ownFolder(), 'policy.yaml');
  writeFileSync(file, text);
  return file;
};
const read = async (text: string) => readPolicy(written(text));

describe('the policy of an administrator', () => {
  it('permits everything when there is no file', async () => {
    expect(await readPolicy(join(ownFolder(), 'missing', 'policy.yaml'))).toEqual({ policy: noPolicy, notes: [] });
  });

  it('switches packs and prices off, and gives new plans their defaults', async () => {
    const file = written('policy: 1\npacks: off\nprices: "off"\ndefaults: { region: northeurope, price-book: contoso-1 }\n');
    expect(await readPolicy(file)).toEqual({
      policy: { file, packs: false, prices: false, defaults: { region: 'northeurope', priceBook: 'contoso-1' } },
      notes: [],
    });
  });

  it('leaves permitted what it does not name', async () => {
    const { policy } = await read('policy: 1\ndefaults: { region: northeurope }\n');
    expect(policy).toMatchObject({ packs: true, prices: true });
  });

  it.each([
    ['a key that there is not', 'policy: 1\npack: off\n', ':2:1: "pack" is not a key of the policy. Did you mean "packs"?'],
    ['another version', 'policy: 2\n', ':1:1: '],
    ['a value that there is not', 'policy: 1\npacks: never\n', ':2:1: '],
    ['no YAML', 'policy: [\n', ':'],
    ['an empty file', '', ':'],
  ])('with %s is the strictest, and says why', async (_, text, said) => {
    const { policy, notes } = await read(text);
    expect(policy).toMatchObject({ packs: false, prices: false, defaults: {} });
    expect(notes.map(({ problem }) => problem)).toEqual([expect.stringContaining('The policy of your administrator has an error.')]);
    expect(notes[0]?.fix).toContain(`policy.yaml${said}`);
  });

  it('that cannot be read is the strictest as well', async () => {
    const folder = join(ownFolder(), 'policy.yaml');
    mkdirSync(folder);
    const { policy, notes } = await readPolicy(folder);
    expect(policy.packs).toBe(false);
    expect(notes).toHaveLength(1);
  });

  it('is where only an administrator writes', () => {
    expect(policyFile('linux', {})).toBe('/etc/pipedraft/policy.yaml');
    expect(policyFile('darwin', {})).toBe('/Library/Application Support/Pipedraft/policy.yaml');
    expect(policyFile('win32', { ProgramData: 'D:\\Data' })).toBe('D:\\Data\\Pipedraft\\policy.yaml');
  });

  it('is stated in one line', () => {
    expect(policyLine(noPolicy)).toBeUndefined();
    expect(policyLine({ file: 'p.yaml', packs: true, prices: true, defaults: {} })).toBe('p.yaml (nothing restricted)');
    expect(policyLine({ file: 'p.yaml', packs: false, prices: false, defaults: { region: 'northeurope' } })).toBe(
      'p.yaml (packs off, loading prices off, region northeurope)',
    );
  });
});

describe('the defaults of new plans', () => {
  const defaults = { region: 'northeurope', priceBook: 'contoso-1' };

  it('fill what a plan leaves open, and nothing else', () => {
    expect(withDefaults(emptyPlan('one'), defaults).context).toEqual(defaults);
    const own = { ...emptyPlan('one'), context: { region: 'westeurope' } };
    expect(withDefaults(own, defaults).context).toEqual({ region: 'westeurope', priceBook: 'contoso-1' });
    expect(withDefaults(own, {})).toEqual(own);
  });
});
