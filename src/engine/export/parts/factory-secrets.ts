import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { hasGap } from '../gap';
import { lettersOf, reservedNames } from '../names';
import { factoryPipelines, isFactoryOrchestrator, type FactoryHost } from './factory';
import { connectors } from './factory-connectors';
import { storesOf } from './factory-stores';
import { shortName } from './local-names';
import { startedBy } from './order';
import { isTarget } from './release-tools';

/*
 * What the pipelines of a factory or a Synapse workspace read from the plan's vault. Infrastructure makes the vault and gives the role,
 * releases put the connection of the vault first, and the README says which secrets a person puts in.
 */

export interface FactorySecret {
  /** Name in the vault; `undefined` where the plan does not state it. */
  readonly name: string | undefined;
  /** Nodes whose connections read it, in the order in which pipelines use them. */
  readonly nodes: readonly GraphNode[];
}

/** Secrets that the exported pipelines of a host read, in the order of the pipelines; none if they are not exported. */
export function factorySecrets(context: ExportContext, host: FactoryHost): readonly FactorySecret[] {
  if (!isTarget(context, host)) return [];
  const found = new Map<string, { name: string | undefined; nodes: Set<GraphNode> }>();
  const secret = (owner: GraphNode, name: string) => {
    const known = found.get(name) ?? { name: hasGap(name) ? undefined : name, nodes: new Set() };
    known.nodes.add(owner);
    found.set(name, known);
    return {};
  };
  for (const pipeline of factoryPipelines(context, host))
    for (const node of isFactoryOrchestrator(pipeline) ? startedBy(pipeline).map((work) => work.node) : [pipeline]) {
      const call = callSecret(context, node);
      if (call) secret(call.owner, call.name);
      if (node.node.service !== 'adf-copy-activity' && node.node.service !== 'adf-data-flows') continue;
      for (const store of [...storesOf({ context, secret }, node, 'source'), ...storesOf({ context, secret }, node, 'sink')])
        if (store.connector !== undefined) connectors[store.connector]?.linked.properties(store.values);
    }
  return [...found.values()].map(({ name, nodes }) => ({ name, nodes: [...nodes] }));
}

/** The secret that an activity needs to start a node of another service; `undefined` if it signs in as the factory, or there is none. */
export function callSecret(context: ExportContext, node: GraphNode): { readonly owner: GraphNode; readonly name: string } | undefined {
  switch (node.node.service) {
    case 'azure-databricks':
    case 'databricks-notebooks':
    case 'databricks-lakeflow-jobs': {
      const owner = node.node.service === 'azure-databricks' ? node : (context.of('azure-databricks')[0] ?? node);
      return { owner, name: `${context.names.local(owner.id)}-token` };
    }
    case 'azure-functions':
      return { owner: node, name: `${context.names.local(node.id)}-key` };
    case 'azure-logic-apps':
      return { owner: node, name: `${context.names.local(node.id)}-address` };
    default:
      return undefined;
  }
}

/** Name of the linked service of the plan's vault. No other linked service takes it. */
export function vaultServiceName(context: ExportContext): string {
  const [drawn] = context.of('azure-key-vault');
  const name = shortName(drawn ? context.names.symbol(drawn.id) : 'vault', 140);
  return reservedNames.test(name) ? `${name}_${lettersOf(name)}` : name;
}
