import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported, ExportInput } from '#engine/export';
import { anyPlanOf, graphOnly } from './awkward-plans.ts';
import { readBicep } from './bicep-reader.ts';
import { factoryFiles } from './factory-schema.ts';
import { exported, planFrom, shippedNames, shipped, textOf } from './harness.ts';

/* Secrets of a factory's connections: the vault that they are in is made, the factory may read it, and somebody is told to put them there. */

const settings = (stated: string) => `
  f: {service: azure-data-factory, title: F}
  src: {service: sql-server, title: Orders, settings: {${stated}}}
  c: {service: adf-copy-activity, title: C}
  st: {service: azure-storage, title: ST}`;
const plan = (more = '', stated = 'server: s, database: d, table: dbo.t, user: u, secret: pw') =>
  graphOnly(
    planFrom(`pipedraft: 1
name: Secrets
context: {region: westeurope}
nodes:${settings(stated)}${more}
edges:
  - {from: f, to: c, kind: control}
  - {from: src, to: c, kind: data}
  - {from: c, to: st, kind: data}
`),
    'v.pipedraft.yaml',
  );

interface Given {
  readonly names: readonly string[];
  /** Symbols of resources, by the symbols of whom may read their secrets. */
  readonly roles: readonly (readonly [who: string, vault: string])[];
}

/** The vaults that the infrastructure makes or knows, and who may read them. */
async function vaultsOf({ files }: Exported): Promise<Given> {
  const names: string[] = [];
  const roles: [string, string][] = [];
  for (const { path, text } of files) {
    if (!path.endsWith('.bicep')) continue;
    for (const { type, body, symbol } of (await readBicep(text)).resources) {
      if (type === 'Microsoft.KeyVault/vaults' && typeof body['name'] === 'string' && !path.endsWith('roles.bicep'))
        names.push(body['name']);
      const [, who, vault] = /^(\w+)_secretsUser_(\w+)$/.exec(symbol) ?? [];
      if (who !== undefined && vault !== undefined) roles.push([who, vault]);
    }
  }
  return { names, roles };
}

/** Names of the vaults that files of a factory read. */
function readVaults(all: Exported): string[] {
  return [
    ...new Set(
      all.files.flatMap(({ text }) => [...text.matchAll(/https:\/\/([\w-]+)\.vault\.azure\.net\//g)].map(([, name = '']) => name)),
    ),
  ];
}

describe('a connection with a secret', () => {
  it('reads it from a vault that the infrastructure makes, and may', async () => {
    const all = exported(plan());
    expect(readVaults(all)).toEqual(['kvv']);
    expect(await vaultsOf(all)).toEqual({ names: ['kvv'], roles: [['f', 'vault']] });
  });

  it('reads it from the vault of the plan, without a safeguard that says so', async () => {
    expect(await vaultsOf(exported(plan('\n  kv: {service: azure-key-vault}')))).toEqual({ names: ['kvv'], roles: [['f', 'kv']] });
  });

  it('reads it from the first of several vaults, by the name that this one has', async () => {
    const all = exported(plan('\n  one: {service: azure-key-vault}\n  two: {service: azure-key-vault}'));
    expect(await vaultsOf(all)).toEqual({ names: ['kvvone', 'kvvtwo'], roles: [['f', 'one']] });
    expect(readVaults(all)).toEqual(['kvvone']);
  });

  it('has a step that says which secrets somebody puts in', () => {
    const readme = textOf(exported(plan()), 'README.md');
    expect(readme).toMatch(/^\d\. Put .*vault `kvv`.*Key Vault Secrets Officer/m);
    expect(readme).toContain('az keyvault secret set --vault-name kvv --name pw ');
    expect(readme).toContain('`pw` for `src`');
  });

  it('leaves the name of a secret that is not stated to the list of gaps', () => {
    const readme = textOf(exported(plan('', 'server: s, database: d, table: dbo.t, user: u')), 'README.md');
    expect(readme).toContain('`src.secret`');
    expect(readme).not.toContain('az keyvault secret set');
  });

  it('needs no vault where the pipelines are not exported', async () => {
    const input = plan();
    const without = graphOnly({ ...input.graph.plan, exports: { targets: ['bicep'] } }, input.file);
    expect(await vaultsOf(exported(without))).toEqual({ names: [], roles: [] });
  });
});

it('gives the safeguard "key-vault" a vault where the plan draws none', async () => {
  const all = exported(
    graphOnly(
      planFrom('pipedraft: 1\nname: S\nnodes:\n  app: {service: azure-functions, safeguards: {secrets: key-vault}}\n'),
      'v.pipedraft.yaml',
    ),
    'bicep',
  );
  expect(await vaultsOf(all)).toEqual({ names: ['kvv'], roles: [['app', 'vault']] });
});

describe('every plan', () => {
  const check = async (input: ExportInput) => {
    const all = exported(input, 'adf', 'synapse', 'bicep');
    const { names, roles } = await vaultsOf(all);
    for (const name of readVaults(all)) if (!name.startsWith('their')) expect(names).toContain(name);
    for (const host of ['adf', 'synapse'])
      if (factoryFiles(all, host).some(({ value }) => value.properties['type'] === 'AzureKeyVault')) expect(roles).not.toEqual([]);
  };

  it.each(shippedNames())('that ships has the vaults that its pipelines read: %s', (name) => check(shipped(name)));

  it('that can be drawn has them', async () => {
    const services = ['azure-data-factory', 'synapse-pipelines', 'adf-copy-activity', 'sql-server', 'azure-functions', 'azure-key-vault'];
    await fc.assert(
      fc.asyncProperty(anyPlanOf(services), (any) => check(graphOnly(any))),
      { numRuns: 300 },
    );
  });
});

describe('the order in which a release puts the files of a factory', () => {
  /** Files in the order in which the lines of the script put them. */
  function order({ files }: Exported, root: string): string[] {
    const script = textOf({ files } as Exported, 'scripts/deploy.sh');
    const paths = files.map(({ path }) => path);
    return [...script.matchAll(/^ +put \w+ (.*)$/gm)]
      .flatMap(([, words = '']) => words.split(' '))
      .flatMap((word) => {
        const path = word.startsWith('../') ? word.replace(/^(?:\.\.\/)+/, '') : `${root}/${word}`;
        return path.includes('*')
          ? paths.filter((one) => one.startsWith(path.replace(/\*.*/, '')) && one.split('/').length === path.split('/').length)
          : [path];
      });
  }

  it.each([
    ['a vault behind its connections by name', '\n  zz: {service: azure-key-vault}'],
    ['a vault whose name a connection wishes', '\n  vault: {service: azure-sql-database, settings: {user: u, secret: other}}'],
  ])('has what is referred to first: %s', (_, more) => {
    const input = plan(more);
    const { plan: old } = input.graph;
    const nodes = { ...old.nodes, c: { ...old.nodes['c'], usage: { integrationRuntime: 'managed-vnet-ir' } } } as typeof old.nodes;
    const edges = 'vault' in nodes ? [...old.edges, { from: 'vault', to: 'c', kind: 'data' as const }] : old.edges;
    const all = exported(graphOnly({ ...old, nodes, edges }, input.file));
    const put = order(all, 'adf');
    const objects = factoryFiles(all);
    const missing = objects.filter(({ path }) => !put.includes(path)).map(({ path }) => path);
    expect(missing).toEqual([]);
    const late = objects.flatMap(({ path, value }) =>
      [...JSON.stringify(value).matchAll(/"referenceName":"(\w+)"/g)].flatMap(([, name]) => {
        const target = objects.find((one) => one.value.name === name);
        return target && put.indexOf(target.path) > put.indexOf(path) ? [`${path} before ${target.path}`] : [];
      }),
    );
    expect(late).toEqual([]);
  });

  it('has pipelines and data flows that the plan places elsewhere', () => {
    const input = plan();
    const { plan: old } = input.graph;
    const nodes = { ...old.nodes, f: { ...old.nodes['f'], definition: 'pipes/load.json' } } as typeof old.nodes;
    const all = exported(graphOnly({ ...old, nodes }, input.file));
    expect(order(all, 'adf')).toContain('pipes/load.json');
    expect(textOf(all, 'scripts/deploy.sh')).toMatch(/^ +gaps .*pipes\/load\.json/m);
  });
});
