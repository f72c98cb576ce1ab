import { regionId } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { deploymentOf, hasResources, infrastructureServices } from '../parts/infrastructure/deployment-of';
import { FlatDeployment } from '../parts/infrastructure/flat';
import { parametersSchema, templateSchema } from '../parts/infrastructure/versions';
import { armParameters, armTemplate, loadedWorkflows } from '../parts/infrastructure/files';
import { armText, templateText, type Place } from './expression';
import { templateResource } from './template';

/** Resources that a template may have. */
const most = 800;

/** Azure resources as a template of Azure Resource Manager. */
export const arm: Exporter = {
  meta: {
    id: 'arm',
    title: 'ARM template',
    group: 'infrastructure',
    covers: 'The Azure resources of the plan as one JSON template, for teams that have no Bicep.',
    services: infrastructureServices,
    onRequest: true,
  },

  applies: hasResources,

  *write(context) {
    const flat = new FlatDeployment(deploymentOf(context));
    if (flat.resources.length === 0) return;
    yield templateFile(context, flat);
    yield parametersFile(context, flat);
  },
};

function templateFile(context: ExportContext, flat: FlatDeployment): Draft {
  const { asked } = flat.deployment;
  const workflows = loadedWorkflows(context);
  const place: Place = { flat, workflowOf: (node) => workflows.find((one) => one.node === node)?.parameter ?? '' };
  const parameters: Record<string, unknown> = {
    location: {
      type: 'string',
      defaultValue: '[resourceGroup().location]',
      metadata: { description: 'The region of all resources that have no other. The plan states it in context.region.' },
    },
  };
  if (context.plan.context.region === undefined) context.remark('The plan states no region: resources go where their resource group is.');
  for (const [name, { type, description, nodes }] of asked) {
    parameters[name] = { type, metadata: { description: templateText(description) } };
    fromKey(parameters, name, { nodes });
  }
  for (const { parameter, path, node } of workflows) {
    parameters[parameter] = {
      type: 'object',
      metadata: { description: templateText(`The workflow in ${path}. Give it with --parameters ${parameter}=@${path}`) },
    };
    fromKey(parameters, parameter, { nodes: [node] });
  }
  const made = flat.resources.filter(({ draft }) => draft.existing !== true);
  if (made.length > most)
    context.remark(
      `The template has ${made.length} resources, and Azure takes ${most} at most: divide the plan, or deploy the Bicep files.`,
    );
  const variables = Object.fromEntries([...flat.variables].map(([name, value]) => [name, `[${armText(value, place)}]`]));
  return {
    path: armTemplate(context),
    format: 'json',
    value: {
      $schema: templateSchema,
      contentVersion: '1.0.0.0',
      metadata: { comments: templateText(`Exported from ${context.file}.`) },
      parameters,
      ...(flat.variables.size > 0 ? { variables } : {}),
      resources: made.map((resource) => templateResource(resource, place)),
    },
  };
}

function parametersFile(context: ExportContext, flat: FlatDeployment): Draft {
  const { region } = context.plan.context;
  const parameters: Record<string, unknown> = region === undefined ? {} : { location: { value: regionId(region) ?? region } };
  for (const [name, { value, nodes }] of flat.deployment.asked) {
    parameters[name] = { value };
    fromKey(parameters, name, { nodes });
  }
  return {
    path: armParameters(context),
    format: 'json',
    value: { $schema: parametersSchema, contentVersion: '1.0.0.0', parameters },
  };
}
