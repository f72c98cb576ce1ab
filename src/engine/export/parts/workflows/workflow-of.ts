import type { GraphNode } from '../../../catalog';
import type { ExportContext } from '../../context';
import { isTarget } from '../release-tools';
import { remembered } from '../remembered';
import { addActions } from './actions';
import { addTriggers } from './triggers';
import { Workflow, type WorkflowSecret } from './workflow';

/* The workflows of a plan. Their exporter writes them, and infrastructure makes what they connect to and read. */

/** The workflow of a node, with its triggers and actions. */
export function workflowOf(context: ExportContext, node: GraphNode): Workflow {
  return workflows(context).get(node) ?? written(context, node);
}

function workflows(context: ExportContext): ReadonlyMap<GraphNode, Workflow> {
  return remembered(context, workflows, () => new Map(context.of('azure-logic-apps').map((node) => [node, written(context, node)])));
}

function written(context: ExportContext, node: GraphNode): Workflow {
  const flow = new Workflow(context, node);
  addTriggers(flow);
  addActions(flow);
  return flow;
}

/** Secrets that the exported workflows read, each with the workflows that do; none if they are not exported. */
export function workflowSecrets(context: ExportContext): readonly (WorkflowSecret & { readonly flows: readonly GraphNode[] })[] {
  if (!isTarget(context, 'logic-apps')) return [];
  const found = new Map<string, { readonly node: GraphNode; readonly name: string; readonly flows: GraphNode[] }>();
  for (const flow of workflows(context).values())
    for (const secret of flow.secrets.values()) {
      const known = found.get(secret.name) ?? { ...secret, flows: [] };
      known.flows.push(flow.node);
      found.set(secret.name, known);
    }
  return [...found.values()];
}

/** Connectors whose connection works only after a person has signed in. */
const consented: readonly string[] = ['office365', 'sharepointonline', 'dropbox'];

/** Names of the connections of exported workflows that a person has to sign in to. */
export function connectionsToSignIn(context: ExportContext): readonly string[] {
  if (!isTarget(context, 'logic-apps')) return [];
  return [
    ...new Set(
      [...workflows(context).values()].flatMap((flow) =>
        [...flow.connections].filter((one) => consented.includes(one)).map((one) => connectionName(flow, one)),
      ),
    ),
  ].sort();
}

/** Name of the resource of a connection. One that apps use is of another kind than one of workflows that are resources themselves. */
export function connectionName({ context, isStandard }: Workflow, connector: string): string {
  return isStandard ? connector : `${context.names.prefix}-${connector}`;
}
