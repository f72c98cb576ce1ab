import { describe, expect, it } from 'vitest';
import { exporters, type ExportInput } from '#engine/export';
import type { Plan } from '#engine/plan';
import { armResources, templateOf } from './arm-reader.ts';
import type { Read, WrittenResource } from './arm-schema.ts';
import { graphOnly } from './awkward-plans.ts';
import { readBicep } from './bicep-reader.ts';
import { exported, shipped, shippedNames, textOf } from './harness.ts';
import { everything, variants } from './infrastructure-plans.ts';
import { readTerraform, terraformResources } from './terraform-reader.ts';

/* Bicep, templates and Terraform say the same of a plan; and a plan has one of them. */

async function bicepOf(input: ExportInput) {
  const all = exported(input, 'bicep');
  const read = await Promise.all(all.files.filter(({ path }) => path.endsWith('.bicep')).map(({ text }) => readBicep(text)));
  const main = all.files.findIndex(({ path }) => path === 'infra/main.bicep');
  return {
    resources: read.flatMap(({ resources }) => resources.filter(({ existing }) => !existing)),
    asked: main < 0 ? [] : [...(read[main]?.params.keys() ?? [])].sort(),
  };
}

/** True if two values are the same as far as it is known before anything is deployed. */
function agree(a: Read | undefined, b: Read | undefined): boolean {
  if (isExpression(a) || isExpression(b)) return a !== undefined && b !== undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [own, others] = [Object.entries(a), Object.entries(b)];
  if (own.length !== others.length) return false;
  return own.every(([key, value], at) =>
    key.startsWith('[') ? agree(value, others[at]?.[1]) : agree(value, (b as Record<string, Read>)[key]),
  );
}

function isExpression(value: Read | undefined): boolean {
  return typeof value === 'string' && /^\[[^]*\]$/.test(value);
}

/** The resources of one list that the other does not have. */
function missing(resources: readonly WrittenResource[], others: readonly WrittenResource[]): string[] {
  let open = resources.map(known);
  const left = others.map(known);
  // those that are wholly known first, so that an expression does not stand for one of them
  for (const same of [(a: Read, b: Read) => JSON.stringify(a) === JSON.stringify(b), agree])
    open = open.filter((one) => {
      const at = left.findIndex((other) => other.type === one.type && same(one.body, other.body));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  return [...open.map((one) => JSON.stringify(one)), ...left.map((one) => `more: ${JSON.stringify(one)}`)];
}

/** Without what it is inside of or on, which is an expression in all languages. */
function known({ type, version, body }: WrittenResource): { readonly type: string; readonly body: Read } {
  const { parent: _parent, scope: _scope, dependsOn: _after, ...own } = body;
  return { type: `${type}@${version}`, body: own };
}

const plans: readonly (readonly [name: string, input: () => ExportInput])[] = [
  ...shippedNames().map((name) => [name, () => shipped(name)] as const),
  ...Object.entries(variants).map(([name, more]) => [`every service ${name}`, () => graphOnly(everything(more))] as const),
];

describe('the three languages have the same resources, values and questions', () => {
  it.each(plans)('%s', async (_, inputOf) => {
    const input = inputOf();
    const bicep = await bicepOf(input);
    const template = exported(input, 'arm');
    const terraform = await readTerraform(exported(input, 'terraform'));
    if (bicep.resources.length === 0) {
      expect([template.files, terraform.resources]).toEqual([[], []]);
      return;
    }
    expect(missing(bicep.resources, armResources(template))).toEqual([]);
    expect(missing(bicep.resources, terraformResources(terraform))).toEqual([]);
    const { parameters } = templateOf(template);
    expect(
      Object.keys(parameters)
        .filter((name) => !name.endsWith('_workflow'))
        .sort(),
    ).toEqual(bicep.asked);
    const own = ['resource_group_name', 'storage_suffix', 'database_suffix'];
    expect(
      Object.keys(terraform.variables)
        .filter((name) => !own.includes(name))
        .sort(),
    ).toEqual(bicep.asked);
  });
});

describe('a plan has one language of infrastructure', () => {
  const { plan } = shipped('churn-scoring').graph;
  const withTargets = (...targets: string[]): Plan => ({ ...plan, exports: { ...plan.exports, targets } });
  const paths = (one: Plan) => exported(graphOnly(one, 'churn-scoring.pipedraft.yaml')).files.map(({ path }) => path);

  it('which is Bicep, unless it names another', () => {
    expect(exporters.filter(({ meta }) => meta.onRequest).map(({ meta }) => meta.id)).toEqual(expect.arrayContaining(['arm', 'terraform']));
    const { exports: _, ...usual } = plan;
    const all = paths(usual as Plan);
    expect(all).toContain('infra/main.bicep');
    expect(all.filter((path) => /infra\/(?:arm|terraform)\//.test(path))).toEqual([]);
    expect(paths(withTargets('terraform')).filter((path) => path.startsWith('infra/') && !path.startsWith('infra/terraform/'))).toEqual([]);
    expect(paths(withTargets('arm'))).toContain('infra/arm/azuredeploy.json');
  });

  it('whose release deploys it', () => {
    const release = (language: string) => {
      const all = exported(graphOnly(withTargets(language, 'azure-pipelines', 'github-actions', 'scripts', 'azureml')));
      return textOf(all, 'azure-pipelines.yml');
    };
    const terraform = release('terraform');
    expect(terraform).toContain('terraform -chdir=infra/terraform apply -input=false "$TF_DATA_DIR/plan"');
    expect(terraform).toContain('Install Terraform');
    expect(terraform).toContain('terraform -chdir="infra/terraform" validate');
    expect(terraform).toContain('paths: infra/terraform');
    expect(terraform).not.toMatch(/az deployment|bicep/);
    const arm = release('arm');
    expect(arm).toContain('--template-file infra/arm/azuredeploy.json --parameters @infra/arm/azuredeploy.parameters.json');
    expect(arm).not.toMatch(/terraform|bicep/);
    expect(release('bicep')).toContain('--template-file infra/main.bicep');
  });

  it('whose README makes the account that the state of Terraform is in', () => {
    const all = exported(graphOnly(withTargets('terraform', 'azure-pipelines')));
    const [, account] = /storage_account_name = "(\w+)"/.exec(textOf(all, 'infra/terraform/versions.tf')) ?? [];
    const [, group] = /resource_group_name += "([\w-]+)"/.exec(textOf(all, 'infra/terraform/versions.tf')) ?? [];
    expect(textOf(all, 'README.md')).toContain(`az storage account create --resource-group ${group ?? ''} --name ${account ?? ''} `);
    expect(textOf(exported(graphOnly(withTargets('bicep', 'azure-pipelines'))), 'README.md')).not.toContain('Terraform');
  });

  it('whose README says how to deploy it by hand where nothing releases it', () => {
    const readme = (language: string) => textOf(exported(graphOnly(withTargets(language))), 'README.md');
    expect(readme('terraform')).toContain('terraform -chdir=infra/terraform apply');
    expect(readme('terraform')).not.toContain('az deployment');
    expect(readme('arm')).toContain('--template-file infra/arm/azuredeploy.json --parameters @infra/arm/azuredeploy.parameters.json');
    expect(readme('bicep')).toContain('--template-file infra/main.bicep --parameters @infra/main.parameters.json');
  });

  it('which makes the clusters of Azure ML, in place of files of their own', () => {
    const clusters = (...targets: string[]) =>
      paths(withTargets('azureml', ...targets)).filter((path) => path.startsWith('ml/compute/cluster'));
    expect([clusters('terraform'), clusters('arm'), clusters('bicep')]).toEqual([[], [], []]);
    expect(clusters()).toEqual(['ml/compute/cluster.yml']);
  });

  it('that takes the workflow of a logic app on the command line where it is a template', () => {
    const logic: Plan = {
      ...plan,
      nodes: { mail: { service: 'azure-logic-apps' } },
      edges: [],
      exports: { targets: ['arm', 'logic-apps', 'scripts'] },
    };
    const all = exported(graphOnly(logic));
    expect(textOf(all, 'scripts/deploy.sh')).toContain('@infra/arm/azuredeploy.parameters.json mail_workflow=@logic/mail/workflow.json');
    expect(Object.keys(templateOf(all).parameters)).toContain('mail_workflow');
  });
});
