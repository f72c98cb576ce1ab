import { regionId } from '../../catalog';
import { TextLines } from '../emit/text-lines';
import { fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import type { ExportContext } from '../context';
import type { Deployment } from '../parts/infrastructure/deployment';
import { deploymentOf, hasResources, infrastructureServices } from '../parts/infrastructure/deployment-of';
import { parameter, type ResourceBody, type ResourceValue } from '../parts/infrastructure/expression';
import { edgeText, type ResourceModule } from '../parts/infrastructure/module';
import { parametersSchema } from '../parts/infrastructure/versions';
import { commentText, quoted } from './code';
import { moduleLines } from './write-module';
import { ValueWriter } from './write-value';

/** Azure resources as Bicep. */
export const bicep: Exporter = {
  meta: {
    id: 'bicep',
    title: 'Bicep',
    group: 'infrastructure',
    covers: 'The Azure resources of the plan, who may use which, and what is logged and alerted.',
    services: infrastructureServices,
  },

  applies: hasResources,

  *write(context) {
    const deployment = deploymentOf(context);
    const modules = [...deployment.modules.values()].filter((module) => !module.isEmpty);
    if (modules.length === 0) return;
    const folder = context.folder('infra');
    yield mainFile(deployment, modules, folder);
    yield parametersFile(deployment, folder);
    for (const module of modules) {
      const path = `${folder}/${fileOf(module)}`;
      yield { path, format: 'text', comment: '// ', lines: moduleLines(module, path), nodes: inOrder(context, module.nodes) };
    }
  },
};

function fileOf({ id }: ResourceModule): string {
  return `modules/${id}.bicep`;
}

function mainFile(deployment: Deployment, modules: readonly ResourceModule[], folder: string): Draft {
  const { context } = deployment;
  const lines = new TextLines();
  const path = `${folder}/main.bicep`;
  const writer = new ValueWriter(lines, path);
  lines.add(
    '// Everything of the plan that is an Azure resource, in one resource group. A name that is taken fails the deployment: set',
    '// exports.suffix in the plan.',
  );
  lines.add("targetScope = 'resourceGroup'").gap();
  const { region } = context.plan.context;
  lines.add(`@description(${quoted('The region of all resources that have no other. The plan states it in context.region.')})`);
  lines.add('param location string = resourceGroup().location');
  if (region === undefined) context.remark('The plan states no region: resources go where their resource group is.');
  for (const [name, { type, description, nodes }] of deployment.asked)
    lines.gap().block({ nodes }, (into) => into.add(`@description(${quoted(description)})`, `param ${name} ${type}`));
  for (const module of inTurn(modules)) {
    const nodes = inOrder(context, module.nodes);
    lines.gap().block({ nodes }, (into) => {
      if (nodes.length > 0) into.add(`// ${commentText(nodes.join(', '))}`);
      const params = argumentsOf(module);
      const after = [...module.after].filter((one) => modules.includes(one)).map((one) => parameter(one.name));
      writer.write(`module ${module.name} ${quoted(fileOf(module))} = `, {
        name: module.id,
        ...(module.params.size > 0 ? { params } : {}),
        ...(after.length > 0 ? { dependsOn: after } : {}),
      });
    });
  }
  return { path, format: 'text', comment: '// ', lines };
}

function argumentsOf(module: ResourceModule): ResourceBody {
  const params: Record<string, ResourceValue> = {};
  for (const [name, { argument }] of module.params) {
    if (!argument) continue;
    params[name] = argument.value;
    const { nodes, edges = [] } = argument;
    const marks = { ...(nodes ? { nodes } : {}), ...(edges.length > 0 ? { edges: edges.map(({ id }) => id) } : {}) };
    const shown = edges.slice(0, 3).map(edgeText);
    if (edges.length > 3) shown.push('…');
    fromKey(params, name, { ...marks, ...(shown.length > 0 ? { comment: shown.join(', ') } : {}) });
  }
  return params;
}

/** Modules so that each comes after those that it is given something of. */
function inTurn(modules: readonly ResourceModule[]): readonly ResourceModule[] {
  const done: ResourceModule[] = [];
  const visit = (module: ResourceModule, path: readonly ResourceModule[]) => {
    if (done.includes(module) || path.includes(module)) return;
    const read = [...module.params.values()].map(({ argument }) => argument?.value.term);
    const names = read.flatMap((term) => (term?.is === 'output' ? [term.module] : []));
    for (const other of modules) if (names.includes(other.name) || module.after.has(other)) visit(other, [...path, module]);
    done.push(module);
  };
  for (const module of modules) visit(module, []);
  return done;
}

function parametersFile(deployment: Deployment, folder: string): Draft {
  const { region } = deployment.context.plan.context;
  const parameters: Record<string, unknown> = region === undefined ? {} : { location: { value: regionId(region) ?? region } };
  for (const [name, { value, nodes }] of deployment.asked) {
    parameters[name] = { value };
    fromKey(parameters, name, { nodes });
  }
  return {
    path: `${folder}/main.parameters.json`,
    format: 'json',
    value: { $schema: parametersSchema, contentVersion: '1.0.0.0', parameters },
  };
}

function inOrder(context: ExportContext, ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (context.graph.get(a)?.at ?? 0) - (context.graph.get(b)?.at ?? 0));
}
