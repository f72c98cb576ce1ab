import type { GraphEdge, GraphNode } from '../../catalog';
import { from } from '../emit/draft';
import { isFactoryOrchestrator, isWindowed, pipelineParameters, factoryObjectName } from '../parts/factory';
import { startedBy, type StartedWork } from '../parts/order';
import { prose } from '../parts/expression-text';
import { LocalNames } from '../parts/local-names';
import { batchActivities, jobsAddress, type Activity, type JobRequest, type Names } from '../parts/batch-activities';
import { azureMlAudience } from '../parts/batch-call';
import { callOf } from './calls';
import { copiesOf } from './copy';
import { dataFlowActivity } from './data-flow';
import { triggerClock, windowClock, type Clock } from '../parts/factory-expressions';
import { annotations, type Factory } from './factory';
import { drawnRuntime, runsOn } from './runtimes';

/** Longest name of an activity. */
const longestActivity = 55;

/** Adds the pipeline of a node: an orchestrator with what it starts, or a copy or data flow that nothing starts. */
export function addPipeline(factory: Factory, node: GraphNode): void {
  const { context } = factory;
  const work: readonly Work[] = isFactoryOrchestrator(node) ? startedBy(node) : [{ node, edge: undefined, after: [] }];
  const writer = new PipelineWriter(factory, isWindowed(context, node) ? windowClock : triggerClock, work);
  const { activities, variables, edges } = writer.write();
  const runtime = runsOn(factory, node);
  if (runtime) drawnRuntime(factory, node, runtime.to, runtime.id);
  const parameters = pipelineParameters(context, node);
  const started = work.map((one) => one.node).filter((one) => one !== node);
  const owner = node.node.owner === undefined ? '' : ` Owner: ${node.node.owner}.`;
  factory.add('pipeline', node.id, factoryObjectName(context, node), { nodes: [node, ...started], edges }, () => ({
    description: prose(`${node.title}.${owner}`),
    activities,
    ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters.map((name) => [name, { type: 'string' }])) } : {}),
    ...(variables.length > 0 ? { variables: Object.fromEntries(variables.map((name) => [name, { type: 'String' }])) } : {}),
    annotations: [...annotations([node]), ...tagsOf(factory, node)],
  }));
}

function tagsOf({ context }: Factory, node: GraphNode): string[] {
  return Object.entries(context.map(node, 'tags') ?? {}).map(([key, value]) => prose(`${key}: ${String(value)}`));
}

interface Work {
  readonly node: GraphNode;
  readonly edge: GraphEdge | undefined;
  readonly after: readonly GraphNode[];
}

/** Writes the activities of one pipeline, in an order in which they can run. */
class PipelineWriter {
  readonly #names: Names;
  readonly #ownNames = new Map<GraphNode, string>();
  /** The activities that have to have succeeded before what comes after a node. */
  readonly #ends = new Map<GraphNode, readonly string[]>();
  readonly #activities: Activity[] = [];
  readonly #variables: string[] = [];
  readonly #edges: string[] = [];

  constructor(
    readonly factory: Factory,
    readonly clock: Clock,
    readonly work: readonly (Work | StartedWork)[],
  ) {
    this.#names = { activities: new LocalNames(longestActivity), variables: new LocalNames(longestActivity) };
    for (const { node } of work) this.#ownNames.set(node, this.#names.activities.take(factory.context.names.symbol(node.id)));
  }

  write(): { activities: readonly Activity[]; variables: readonly string[]; edges: readonly string[] } {
    for (const one of this.work) this.#ends.set(one.node, this.#write(one));
    return { activities: this.#activities, variables: this.#variables, edges: [...new Set(this.#edges)] };
  }

  /** @returns the activities that end the work of the node; what comes before it, if it has none */
  #write({ node, edge, after }: Work): readonly string[] {
    const before = [...new Set(after.flatMap((one) => this.#ends.get(one) ?? []))];
    const name = this.#ownNames.get(node) ?? '';
    const control = edge ? [edge.id] : [];
    const says = (edges: readonly string[]) =>
      prose([node.title, [...control, ...edges].map(arrow).join(', ')].filter((one) => one !== '').join(': '));
    const add = (
      type: string,
      activityName: string,
      description: string,
      dependsOn: readonly string[],
      body: object,
      edges: readonly string[],
    ) =>
      this.#add(node, [...control, ...edges], {
        name: activityName,
        description,
        type,
        dependsOn: dependsOn.map((activity) => ({ activity, dependencyConditions: ['Succeeded'] })),
        userProperties: [{ name: 'pipedraft-node', value: node.id }],
        ...body,
      });
    switch (node.node.service) {
      case 'adf-copy-activity': {
        const copies = copiesOf(this.factory, node, this.clock);
        return copies.map(({ part, edges, activity }) => {
          const own = part === undefined ? name : this.#names.activities.take(`${name}_${part}`);
          return add('Copy', own, says(edges), before, activity, edges);
        });
      }
      case 'adf-data-flows': {
        const { activity, edges } = dataFlowActivity(this.factory, node, this.clock);
        return [add('ExecuteDataFlow', name, says(edges), before, activity, edges)];
      }
      case 'azure-ml-batch-endpoints': {
        const address = jobsAddress(this.factory.context, node);
        const request: JobRequest = (method, path, more) => ({
          typeProperties: { method, url: `${address}${path}`, ...more, authentication: { type: 'MSI', resource: azureMlAudience } },
        });
        const batch = batchActivities(this.factory.context, node, request, name, this.#names, this.clock);
        add('WebActivity', name, says(batch.edges), before, batch.call, batch.edges);
        for (const one of batch.after) this.#add(node, control, one);
        this.#variables.push(batch.variable);
        return [batch.last];
      }
      default: {
        const call = edge && callOf(this.factory, node, edge.from, this.factory.host);
        if (!call) {
          this.#remark(node, edge);
          return before;
        }
        let [needs, body] = [before, call.body];
        if (call.before) {
          const first = this.#names.activities.take(`${name}_${call.before.part}`);
          add(call.before.type, first, `Reads the address of the next activity from the vault.`, before, call.before.body, []);
          needs = [first];
          body = withAddress(body, first);
        }
        return [add(call.type, name, says([]), needs, body, [])];
      }
    }
  }

  #add(node: GraphNode, edges: readonly string[], activity: Activity): string {
    this.#activities.push(from(activity, { nodes: [node.id], edges }));
    this.#edges.push(...edges);
    return activity.name;
  }

  #remark(node: GraphNode, edge: GraphEdge | undefined): void {
    const { context } = this.factory;
    const orchestrator = edge?.from;
    const start = orchestrator?.service && node.service ? context.catalog.start(orchestrator.service, node.service) : undefined;
    const how = start === undefined ? '' : ` ${start.how}`;
    context.remark(
      `No activity is written for "${node.title}", which an edge says it starts.${how}`,
      orchestrator ? [orchestrator, node] : [node],
      edge ? [edge] : [],
    );
  }
}

/** An edge's id, from/to/kind, as prose. */
function arrow(id: string): string {
  return id.split('/').slice(0, 2).join(' > ');
}

function withAddress(body: object, activity: string): object {
  const { typeProperties, ...rest } = body as { typeProperties: { url: string } };
  return { ...rest, typeProperties: { ...typeProperties, url: typeProperties.url.replace('<address>', activity) } };
}
