import type { GraphEdge, GraphNode } from '../../catalog';
import { from, type Draft } from '../emit/draft';
import { batchActivities, jobsAddress, type Activity, type JobRequest, type Names } from '../parts/batch-activities';
import { literal, orGap, prose } from '../parts/expression-text';
import { triggerClock } from '../parts/factory-expressions';
import { LocalNames } from '../parts/local-names';
import { startedBy } from '../parts/order';
import { mainFile } from '../parts/places';
import { connectionOf, entryOf } from './connections';
import { copiesOf } from './copy';
import { sameWorkspace, type Item } from './items';
import { parametersOf } from './notebook';
import type { Workspace } from './workspace';

/** Longest name of an activity. */
const longestActivity = 55;

/** The activities of a pipeline: its own copies first, then what it starts, in the order of edges and data. */
export function pipelineFile(workspace: Workspace, item: Item): Draft {
  const { context } = workspace;
  const { node } = item;
  if (!node) throw new Error('A pipeline has a node.');
  const writer = new PipelineWriter(workspace, node);
  writer.write();
  const owner = node.node.owner === undefined ? '' : ` Owner: ${node.node.owner}.`;
  return {
    path: mainFile(context, node) ?? `${item.folder}/pipeline-content.json`,
    nodes: [node.id, ...writer.written.map(({ id }) => id)],
    edges: writer.edges,
    format: 'json',
    value: {
      properties: {
        description: prose(`${node.title}.${owner}`),
        activities: writer.activities,
        ...(writer.variables.length > 0
          ? { variables: Object.fromEntries(writer.variables.map((name) => [name, { type: 'String' }])) }
          : {}),
        annotations: [`pipedraft-node:${node.id}`],
      },
    },
  };
}

class PipelineWriter {
  readonly activities: Activity[] = [];
  readonly variables: string[] = [];
  readonly written: GraphNode[] = [];
  readonly #edges = new Set<string>();
  readonly #names: Names = { activities: new LocalNames(longestActivity), variables: new LocalNames(longestActivity) };

  constructor(
    readonly workspace: Workspace,
    readonly node: GraphNode,
  ) {}

  get edges(): readonly string[] {
    return [...this.#edges];
  }

  write(): void {
    const { context } = this.workspace;
    const work = startedBy(this.node);
    const names = new Map(work.map(({ node }) => [node, this.#names.activities.take(context.names.symbol(node.id))]));
    const own = this.#copies(this.node, `${context.names.symbol(this.node.id)}_copy`, [], undefined);
    const ends = new Map<GraphNode, readonly string[]>();
    for (const { node, edge, after } of work) {
      const before = [...new Set([...after.flatMap((one) => ends.get(one) ?? []), ...(after.length === 0 ? own : [])])];
      ends.set(node, this.#start(node, edge, names.get(node) ?? '', before));
    }
  }

  /** @returns the activities that end the work of the node; what comes before it, if it has none */
  #start(node: GraphNode, edge: GraphEdge, name: string, before: readonly string[]): readonly string[] {
    const { context } = this.workspace;
    if (node.node.service === 'adf-copy-activity') return this.#copies(node, name, before, edge);
    if (node.node.service === 'azure-ml-batch-endpoints') return [this.#batch(node, edge, name, before)];
    const call = this.#callOf(node);
    if (call) return [this.#add(node, [edge.id], name, call.type, before, call.body)];
    const start = this.node.service && node.service ? context.catalog.start(this.node.service, node.service) : undefined;
    context.remark(
      `No activity is written for "${node.title}", which an edge says it starts.${start === undefined ? '' : ` ${start.how}`}`,
      [this.node, node],
      [edge],
    );
    return before;
  }

  #callOf(node: GraphNode): { type: string; body: object } | undefined {
    const { context } = this.workspace;
    const connection = () => ({ externalReferences: { connection: connectionOf(context, this.node, node) } });
    const item = this.workspace.itemOf(node);
    switch (node.node.service) {
      case 'fabric-notebooks': {
        if (!item) return undefined;
        const parameters = Object.entries(parametersOf(this.workspace, item)).map(([name, value]) => [
          name,
          { value: literal(value), type: 'string' },
        ]);
        return {
          type: 'TridentNotebook',
          body: {
            typeProperties: {
              notebookId: item.logicalId,
              workspaceId: sameWorkspace,
              ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) as object } : {}),
            },
          },
        };
      }
      case 'fabric-data-factory':
        return (
          item && {
            type: 'ExecutePipeline',
            body: { typeProperties: { pipeline: { referenceName: item.logicalId, type: 'PipelineReference' }, waitOnCompletion: true } },
          }
        );
      case 'power-bi': {
        const [workspace, model] = entryOf(context, this.node, 'models', node)?.split('/') ?? [];
        const gap = () => context.gapOf(this.node, 'models');
        return {
          type: 'PBISemanticModelRefresh',
          body: {
            typeProperties: {
              method: 'post',
              groupId: orGap(workspace, gap),
              datasetId: orGap(model, gap),
              commitMode: 'Transactional',
              operationType: 'SemanticModelRefresh',
              waitOnCompletion: true,
            },
            ...connection(),
          },
        };
      }
      case 'azure-databricks':
      case 'databricks-notebooks':
        return {
          type: 'DatabricksNotebook',
          body: {
            typeProperties: {
              notebookPath: orGap(entryOf(context, this.node, 'notebooks', node), () => context.gapOf(this.node, 'notebooks')),
            },
            ...connection(),
          },
        };
      case 'azure-functions':
        return {
          type: 'AzureFunctionActivity',
          body: { typeProperties: { functionName: literal(context.names.symbol(node.id)), method: 'POST', body: {} }, ...connection() },
        };
      default:
        return undefined;
    }
  }

  #copies(worker: GraphNode, name: string, before: readonly string[], edge: GraphEdge | undefined): readonly string[] {
    const { context } = this.workspace;
    return copiesOf(this.workspace, worker, this.node).map(({ about, edges, body }) => {
      const isNamed = edge !== undefined && about.length === 0;
      const own = isNamed ? name : this.#names.activities.take([name, ...about.map((id) => context.names.symbol(id))].join('_'));
      return this.#add(worker, [...(edge ? [edge.id] : []), ...edges.map(({ id }) => id)], own, 'Copy', before, body);
    });
  }

  #batch(node: GraphNode, edge: GraphEdge, name: string, before: readonly string[]): string {
    const { context } = this.workspace;
    const address = jobsAddress(context, node);
    const connection = connectionOf(context, this.node, node);
    context.remark(`The connection to "${node.title}" leads to ${address}, with an identity that may start its jobs.`, [node]);
    const request: JobRequest = (method, path, more) => ({
      typeProperties: { method, relativeUrl: path, ...more },
      externalReferences: { connection },
    });
    const batch = batchActivities(context, node, request, name, this.#names, triggerClock);
    this.#add(node, [edge.id, ...batch.edges], name, 'WebActivity', before, batch.call);
    for (const one of batch.after) this.activities.push(from(one, { nodes: [node.id], edges: [edge.id] }));
    this.variables.push(batch.variable);
    return batch.last;
  }

  #add(node: GraphNode, edges: readonly string[], name: string, type: string, before: readonly string[], body: object): string {
    const arrows = edges.map((id) => id.split('/').slice(0, 2).join(' > ')).join(', ');
    const activity = {
      name,
      description: prose([node.title, arrows].filter((one) => one !== '').join(': ')),
      type,
      dependsOn: before.map((one) => ({ activity: one, dependencyConditions: ['Succeeded'] })),
      userProperties: [{ name: 'pipedraft-node', value: node.id }],
      ...body,
    };
    this.activities.push(from(activity, { nodes: [node.id], edges }));
    if (node !== this.node && !this.written.includes(node)) this.written.push(node);
    for (const id of edges) this.#edges.add(id);
    return name;
  }
}
