import type { GraphNode } from '../../catalog';
import { factoryObjectName } from '../parts/factory';
import { prose } from '../parts/expression-text';
import { LocalNames } from '../parts/local-names';
import { endOf, streamName, type End } from './ends';
import { camel, type Clock } from '../parts/factory-expressions';
import { annotations, reference, type Factory } from './factory';
import { storesOf } from '../parts/factory-stores';

/** Longest name of a stream of a data flow, which has letters and digits only. */
const longestStream = 60;

/** A data flow, and the activity that runs it. */
export function dataFlowActivity(
  factory: Factory,
  flow: GraphNode,
  clock: Clock,
): { readonly activity: object; readonly edges: readonly string[] } {
  const sources = storesOf(factory, flow, 'source').map((store) => endOf(factory, flow, store, 'source', clock, undefined));
  const sinks = storesOf(factory, flow, 'sink').map((store) => endOf(factory, flow, store, 'sink', clock, undefined));
  const names = new LocalNames(longestStream);
  const own = names.take(camel(flow.id), 'x');
  const read = sources.map((end) => ({ end, name: names.take(streamName(end), 'x') }));
  const written = sinks.map((end) => ({ end, name: names.take(streamName(end), 'x') }));
  const edges = [...sources, ...sinks].flatMap(({ store }) => store.edges.map(({ id }) => id));
  const referenceName = factory.add('dataflow', flow.id, factoryObjectName(factory.context, flow), { nodes: [flow], edges }, () =>
    flowProperties(factory, flow, own, read, written),
  );
  const datasetParameters = Object.fromEntries(
    [...read, ...written].filter(({ end }) => Object.keys(end.parameters).length > 0).map(({ end, name }) => [name, end.parameters]),
  );
  const parameters = factory.context.map(flow, 'parameters');
  return {
    edges,
    activity: {
      typeProperties: activityProperties(factory, flow, {
        referenceName,
        type: 'DataFlowReference',
        ...(parameters ? { parameters } : {}),
        ...(Object.keys(datasetParameters).length > 0 ? { datasetParameters } : {}),
      }),
    },
  };
}

function activityProperties({ context }: Factory, flow: GraphNode, dataflow: object): object {
  const cores = flow.node.usage?.['vcores'] === undefined ? undefined : context.graph.amount(flow, 'vcores');
  return { dataflow, ...(cores === undefined ? {} : { compute: { coreCount: cores, computeType: 'General' } }), traceLevel: 'Fine' };
}

interface Stream {
  readonly end: End;
  readonly name: string;
}

function flowProperties({ context }: Factory, flow: GraphNode, own: string, read: readonly Stream[], written: readonly Stream[]): object {
  const between = scriptOf(context.text(flow, 'script'));
  const from = read.map(({ name }) => name).join(', ');
  const lines = between ?? [`${from} ${context.gapOf(flow, 'script')} ~> ${own}`];
  const transformations = [...lines.join('\n').matchAll(/~>\s*([A-Za-z]\w*)/g)].map((match) => ({ name: match[1] }));
  const last = transformations.at(-1)?.name ?? own;
  const stream = ({ end, name }: Stream) => ({ dataset: reference(end.dataset, 'DatasetReference'), name });
  return {
    description: prose(flow.title),
    annotations: annotations([flow]),
    type: 'MappingDataFlow',
    typeProperties: {
      sources: read.map(stream),
      sinks: written.map(stream),
      transformations,
      scriptLines: [
        ...read.flatMap(({ name }) => ['source(allowSchemaDrift: true,', `     validateSchema: false) ~> ${name}`]),
        ...lines,
        ...written.flatMap(({ name }) => [`${last} sink(allowSchemaDrift: true,`, `     validateSchema: false) ~> ${name}`]),
      ],
    },
  };
}

function scriptOf(text: string | undefined): readonly string[] | undefined {
  const lines = text?.split(/\r?\n/).map((line) => line.trimEnd());
  while (lines?.at(-1) === '') lines.pop();
  return lines && lines.length > 0 ? lines : undefined;
}
