import type { GraphNode } from '../../../catalog';
import type { ExportContext } from '../../context';
import { nameLimits } from '../../names';
import { mainFile } from '../places';
import { resourceGroup } from '../resources';

/* Files of infrastructure that others refer to: the releases that deploy them, and the workflows that they load. */

export type InfrastructureLanguage = 'bicep' | 'arm' | 'terraform';

/**
 * The language that the infrastructure of a plan is released in: Terraform or a template where `exports.targets` names it, otherwise
 * Bicep; `undefined` if the plan exports none of them.
 */
export function infrastructureLanguage({ plan }: ExportContext): InfrastructureLanguage | undefined {
  const targets = plan.exports?.targets;
  if (targets === undefined) return 'bicep';
  return (['terraform', 'arm', 'bicep'] as const).find((language) => targets.includes(language));
}

export function armTemplate(context: ExportContext): string {
  return `${context.folder('infra')}/arm/azuredeploy.json`;
}

export function armParameters(context: ExportContext): string {
  return `${context.folder('infra')}/arm/azuredeploy.parameters.json`;
}

export function terraformFolder(context: ExportContext): string {
  return `${context.folder('infra')}/terraform`;
}

/** The resource group and the storage account that keep the state of Terraform. They are not a part of what it manages. */
export function terraformState(context: ExportContext): { readonly group: string; readonly account: string } {
  return { group: `${resourceGroup(context)}-state`, account: context.names.compact('sttf', undefined, nameLimits.storageAccount) };
}

/** The workflow of a logic app that its resource takes from another export's file. */
export interface LoadedWorkflow {
  readonly node: string;
  readonly path: string;
  /** Name of the template's parameter for it: a template cannot read a file. */
  readonly parameter: string;
}

export function loadedWorkflow(context: ExportContext, node: GraphNode): LoadedWorkflow | undefined {
  if (context.graph.value(node, 'plan') === 'standard' || context.exists(node)) return undefined;
  if (context.plan.exports?.targets?.includes('logic-apps') === false) return undefined;
  return { node: node.id, path: mainFile(context, node) ?? '', parameter: context.names.symbol(node.id, 'workflow') };
}

export function loadedWorkflows(context: ExportContext): readonly LoadedWorkflow[] {
  return context.of('azure-logic-apps').flatMap((node) => loadedWorkflow(context, node) ?? []);
}
