import type { Artefact, GraphEdge, Service } from '../../catalog';
import { type EdgeKind, edgeKindIds, edgeKinds, edgePath } from '../../plan';
import { reaches } from '../questions/cycles';
import type { Fix, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { list, withArticle } from '../../format';
import { editsToAdd, editsToChange } from '../fixes/edits';
import { canJoin, carries } from '../questions/connections';
import { modelSources } from '../../notions';
import { servicesFor } from '../fixes/service-search';

/** Compute and triggers have rules of their own, because there the end is wrong, not the kind. */
export const edgeKindFits: Rule = {
  meta: {
    id: 'edge-kind-fits',
    title: 'Each edge fits the outputs and inputs it connects',
    severity: 'error',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'The catalog lists the outputs and inputs of each service by kind of edge: data, models, code, metrics, images, telemetry, calls and events, requests to a served model. An edge works when its two ends share something of its kind.',
  },
  scope: { each: 'edge', within: 1 },

  *check(input) {
    const { plan, graph, catalog } = input;
    const seen = new Set<string>();
    for (const joined of graph.edges) {
      const { id, edge, kind, from, to } = joined;
      if (kind === 'runs-on' || from === to || !from.service || !to.service || seen.has(id)) continue;
      if (catalog.shared(from.service, to.service, kind).length > 0 || isStart(joined)) continue;
      seen.add(id);
      yield {
        nodes: [from.id, to.id],
        edges: [edge],
        path: [...edgePath(plan, edge), 'kind'],
        message: mismatch(joined),
        why: 'An edge works when an output of one node fits an input of the other.',
        fixes: () => fixesOf(joined, input),
      };
    }
  },
};

/** True if an edge joins a node that starts work or raises events with one that can be started: the trigger rules check such edges. */
function isStart({ kind, from, to }: GraphEdge): boolean {
  return kind === 'control' && from.service?.outputs.control !== undefined && to.service?.inputs.control !== undefined;
}

const nouns: Record<EdgeKind, string> = {
  control: 'call or event',
  data: 'data',
  code: 'code',
  model: 'model',
  metrics: 'metrics',
  image: 'container image',
  telemetry: 'telemetry',
  'runs-on': 'compute',
  request: 'requests',
};

const artefactNames: Record<Artefact, string> = {
  call: 'calls',
  event: 'events',
  file: 'files',
  table: 'tables',
  dataset: 'datasets',
  stream: 'streams',
  'image-data': 'images',
  code: 'code',
  model: 'models',
  metrics: 'metrics',
  'container-image': 'container images',
  telemetry: 'telemetry',
  'azure-ml-job': 'Azure ML jobs',
  'spark-job': 'Spark jobs',
  'databricks-job': 'Databricks jobs',
  container: 'containers',
  notebook: 'notebooks',
  sql: 'SQL',
  copy: 'copies',
  request: 'requests',
};

/** Sentence that compares the output of one node with the input of the other. */
function mismatch({ kind, from, to }: GraphEdge): string {
  if (!from.service || !to.service) return '';
  const given = from.service.outputs[kind];
  const taken = to.service.inputs[kind];
  if (!given) return `"${from.title}" has no ${nouns[kind]} for "${to.title}": ${portsOf('outputs', from.service)}.`;
  if (!taken) return `"${to.title}" takes no ${nouns[kind]} from "${from.title}": ${portsOf('inputs', to.service)}.`;
  return `"${from.title}" gives ${namedOf(given)}, but "${to.title}" takes ${namedOf(taken)}.`;
}

/** Clause that lists the outputs or inputs of a service. */
function portsOf(side: 'outputs' | 'inputs', service: Service): string {
  const ports = service[side];
  const artefacts = edgeKindIds.flatMap((kind) => (kind === 'runs-on' ? [] : (ports[kind] ?? [])));
  return artefacts.length === 0 ? `there are no ${side} of ${service.name}` : `the ${side} of ${service.name} are ${namedOf(artefacts)}`;
}

function namedOf(artefacts: readonly Artefact[]): string {
  return list(artefacts.map((artefact) => artefactNames[artefact]));
}

function fixesOf(joined: GraphEdge, input: RuleInput): Fix[] {
  const { edge, kind, from, to } = joined;
  const { catalog } = input;
  const fixes: Fix[] = between(joined, input);
  for (const other of edgeKinds) {
    if (!canJoin(catalog, from, to, other.id)) continue;
    fixes.push({
      title: other.id === 'runs-on' ? `Let "${from.title}" run on "${to.title}"` : `Make it ${withArticle(other.title.toLowerCase())} edge`,
      edits: editsToChange(joined, { kind: other.id }),
    });
  }
  if (canJoin(catalog, to, from, kind))
    fixes.push({
      title: `Turn it round, from "${to.title}" to "${from.title}"`,
      edits: editsToChange(joined, { from: to.id, to: from.id }),
    });
  const sources =
    kind === 'model' ? modelSources(input.graph).filter((source) => source !== from && canJoin(catalog, source, to, kind)) : [];
  for (const source of sources.slice(0, 2))
    fixes.push({ title: `Take the model from "${source.title}"`, edits: editsToChange(joined, { from: source.id }) });
  // without the edge, nothing would say which model it is
  if (sources.length === 0) fixes.push({ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] });
  return fixes;
}

/** Data of the wrong sort can pass through what keeps data in another. */
function between({ edge, kind, from, to }: GraphEdge, input: RuleInput): Fix[] {
  const { plan, catalog } = input;
  if (kind !== 'data' || !from.service?.outputs.data || !to.service?.inputs.data || reaches(to, from, kind)) return [];
  const [service] = servicesFor(input, {
    stage: 'data-versioning',
    fits: (one) => one.runsOn !== 'required' && carries(catalog, from.service, one, 'data') && carries(catalog, one, to.service, 'data'),
    beside: [from, to],
  });
  if (!service) return [];
  const edits = editsToAdd(plan, service, 'data-versioning', { beside: from.id, side: 'after' }, (id) => [
    { from: from.id, to: id, kind },
    { from: id, to: to.id, kind },
  ]);
  return [{ title: `Put ${service.shortName} between them`, edits: [{ type: 'remove-edges', edges: [edge] }, ...edits] }];
}
