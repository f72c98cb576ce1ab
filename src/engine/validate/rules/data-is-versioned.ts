import { nodesWhere, type GraphEdge, type GraphNode, type Service } from '../../catalog';
import type { Edge, PlanEdit } from '../../plan';
import { reaches } from '../questions/cycles';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { titles } from '../../format';
import { dataKeepers, trains, versionedIn, platformOf } from '../../notions';
import { editsToAdd } from '../fixes/edits';
import { carries } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

const readingNodes = nodesWhere((node) => trains(node) && !readBy(node).every(isDelta));

/** The run is on record and the code is in the repository; the data that it learned from is gone. */
export const dataIsVersioned: Rule = {
  meta: {
    id: 'data-is-versioned',
    title: 'Training reads versioned data',
    severity: 'info',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: ['training', 'data-versioning'],
    sources: [
      guide('Tracking and Versioning options'),
      page(
        'What is a table? (Azure Databricks)',
        'https://learn.microsoft.com/azure/databricks/data-governance/unity-catalog/create-tables',
        '2026-11-29',
      ),
    ],
    entries: ['gr-data-versioning'],
    docs: 'A training run can be repeated only while the data that it read is still available. A service that versions data gives each state a number to refer to. Plain storage counts only where the plan puts it under data versioning. Tables of Fabric are Delta tables and keep their versions, and so are tables that one job of Databricks hands to the next.',
    guide:
      'The guide gave data versions and drift to Azure ML datasets. Datasets are data assets today, and drift has moved to model monitoring.',
  },

  *check(input) {
    const { graph } = input;
    const versioned = versionedIn(graph);
    for (const node of readingNodes(graph)) {
      if (versioned.has(node)) continue;
      const reading = readBy(node);
      yield {
        nodes: [node.id, ...reading.map(({ from }) => from.id)],
        edges: reading.map(({ edge }) => edge),
        message: `"${node.title}" learns from ${titles(reading.map(({ from }) => from))}, and nothing in the plan keeps versions of that data.`,
        why: 'When the data changes, the run cannot be repeated, and nobody can tell whether the code or the data made a model better.',
        fixes: () => fixesOf(node, reading, dataKeepers(graph), input),
      };
    }
  },
};

/** Tables of Fabric are Delta tables, which keep their versions, and so are those that Databricks writes for itself. */
function readBy(node: GraphNode): readonly GraphEdge[] {
  return node.in.filter(({ kind }) => kind === 'data');
}

function isDelta({ from, to }: GraphEdge): boolean {
  const platform = platformOf(from.node.service);
  return (
    platform === 'Fabric' || (platform === 'Databricks' && from.service?.compute !== undefined && platformOf(to.node.service) === platform)
  );
}

function fixesOf(node: GraphNode, reading: readonly GraphEdge[], versioners: readonly GraphNode[], input: RuleInput): Fix[] {
  const { plan, catalog } = input;
  const sources = [...new Set(reading.map(({ from }) => from))];
  const machines = node.out.flatMap(({ kind, to }) => (kind === 'runs-on' ? [to] : []));
  const suits = (service: Service | undefined) =>
    carries(catalog, service, node.service, 'data') && sources.every((source) => carries(catalog, source.service, service, 'data'));
  const gone: PlanEdit = { type: 'remove-edges', edges: reading.map(({ edge }) => edge) };
  const between = (id: string): Edge[] => [
    ...sources.map((source): Edge => ({ from: source.id, to: id, kind: 'data' })),
    { from: id, to: node.id, kind: 'data' },
  ];
  const there = versioners.find(
    (other) => suits(other.service) && !reaches(node, other, 'data') && !sources.some((source) => reaches(other, source, 'data')),
  );
  if (there)
    return [
      {
        title: `Let it read from "${there.title}"`,
        edits: [gone, ...between(there.id).map((edge): PlanEdit => ({ type: 'add-edge', edge }))],
      },
    ];
  const wanted = servicesFor(input, {
    stage: 'data-versioning',
    fits: (service) => keepsData(service) && suits(service),
    beside: [node, ...machines, ...sources],
    first: ['azure-ml-datasets', 'databricks-unity-catalog'],
  });
  return wanted.slice(0, 1).map((service) => ({
    title: `Put ${service.shortName} before "${node.title}"`,
    edits: [gone, ...editsToAdd(plan, service, 'data-versioning', { beside: node.id, side: 'before' }, between)],
  }));
}

/** True if the service keeps data for others at no charge and has no work to start: no storage, no feature store. */
function keepsData({ inputs, outputs, cost }: Service): boolean {
  return inputs.data !== undefined && outputs.data !== undefined && inputs.control === undefined && cost.kind === 'free';
}
