import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { hasManifests } from './containers';
import { infrastructureLanguage } from './infrastructure/files';
import { isStandardWorkflow, mainFile, workflowFolder } from './places';
import { bundleServices, factoryServices, isMachineLearning, nodePart, type Need, type ReleasePart } from './release-part';
import * as shell from './release-shell';
import { word } from './release-text';
import { isTarget, linkTo } from './release-tools';
import { resourceName } from './resources';

/** An app, a cluster, a container or a device that a release deploys files to. */
export function appPart(
  context: ExportContext,
  tool: GraphNode | undefined,
  node: GraphNode,
  after: readonly string[],
): ReleasePart | undefined {
  const link = linkTo(context, tool, node);
  const file = mainFile(context, node) ?? '';
  const part = (lines: readonly string[], path: string, needs: readonly Need[] = []): ReleasePart => ({
    id: nodePart(context, node),
    title: node.title,
    nodes: [node.id],
    edges: link?.edges ?? [],
    paths: [path],
    lines,
    needs,
    after,
    approval: link?.approval,
  });
  const name = resourceName(context, node);
  const folder = file.replace(/\/[^/]*$/, '');
  switch (node.node.service) {
    case 'azure-functions':
      return isTarget(context, 'functions') ? part(shell.zipLines('functionapp', folder, name), folder, ['zip']) : undefined;
    case 'azure-logic-apps':
      if (!isTarget(context, 'logic-apps') || !isStandardWorkflow(context, node)) return undefined;
      return part(shell.zipLines('logicapp', workflowFolder(context, node), name), workflowFolder(context, node), ['zip']);
    case 'azure-kubernetes-service':
      // a cluster that Azure ML serves on is attached to the workspace, and has no file of its own
      if (!link || !isTarget(context, 'kubernetes') || !hasManifests(context, node)) return undefined;
      return part(shell.kubernetesLines(name, file), file, ['kubectl']);
    case 'azure-container-apps':
    case 'azure-container-instances':
      // infrastructure makes it, with more than its own file says
      if (!link || infrastructureLanguage(context) !== undefined || !isTarget(context, 'container-instances')) return undefined;
      return part(shell.containerLines(node.node.service, name, file), file);
    case 'azure-iot-edge':
      if (!isTarget(context, 'iot-edge')) return undefined;
      return part(shell.edgeLines(name, context.names.asset(node.id, 100), file, context.need(node, 'devices')), file);
    case 'deployment-scripts':
      if (!link || !isTarget(context, 'scripts')) return undefined;
      return part([`bash ${word(file)}`], file);
    default:
      if (link?.does === 'deploy' && !isDeployedElsewhere(node))
        context.remark(`Nothing deploys "${node.title}": ${withoutCommands(node)}`, [node], link.edges);
      return undefined;
  }
}

function isDeployedElsewhere(node: GraphNode): boolean {
  return isMachineLearning(node) || bundleServices.includes(node.node.service) || factoryServices.includes(node.node.service);
}

function withoutCommands(node: GraphNode): string {
  const { connectsToGit, formats = [] } = node.service?.definition ?? {};
  // no command puts the objects of a workspace of Synapse in place one by one
  return connectsToGit || formats.includes('synapse')
    ? `${node.service?.shortName ?? ''} takes its items from the repository by its own Git integration, which is set there.`
    : `its files come from code that the plan does not name. Infrastructure creates the resource where it can.`;
}
