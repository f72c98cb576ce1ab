import type { Artefact, GraphEdge, Ports } from '../../catalog';
import { type EdgeKind, edgeKindIds, edgeKinds, edgePath } from '../../plan';
import { reaches } from '../questions/cycles';
import type { Fix, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { agreeing, list } from '../wording';
import { editsToAdd, editsToChange } from '../fixes/edits';
import { canJoin, carries } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

/** Compute and triggers have rules of their own, since what is wrong there is the end and not the kind. */
export const edgeKindFits: Rule = {
  meta: {
    id: 'edge-kind-fits',
    title: 'Every edge carries what its ends give and take',
    severity: 'error',
    family: 'structure',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'The catalog says for each service what can leave it and what can enter it, by kind of edge: data, models, code, metrics, images, telemetry, calls and events. An edge works when its two ends share something of its kind.',
  },

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
        why: 'An edge works when something that leaves the one node can enter the other.',
        fixes: () => fixesOf(joined, input),
      };
    }
  },
};

/** Whether an edge joins something that starts or raises events with something that can be started: who may start whom is a question of triggers. */
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
};

/** What the one gives and the other takes, in a sentence. */
function mismatch({ kind, from, to }: GraphEdge): string {
  if (!from.service || !to.service) return '';
  const given = from.service.outputs[kind];
  const taken = to.service.inputs[kind];
  if (!given)
    return `"${from.title}" has no ${nouns[kind]} for "${to.title}": from ${from.service.name} ${flow(from.service.outputs, 'come')}.`;
  if (!taken)
    return `"${to.title}" takes no ${nouns[kind]} from "${from.title}": into ${to.service.name} ${flow(to.service.inputs, 'go')}.`;
  return `"${from.title}" gives ${namedOf(given)}, but "${to.title}" takes ${namedOf(taken)}.`;
}

function flow(ports: Ports, verb: 'come' | 'go'): string {
  const artefacts = edgeKindIds.flatMap((kind) => (kind === 'runs-on' ? [] : (ports[kind] ?? [])));
  const one = verb === 'come' ? 'comes' : 'goes';
  return artefacts.length === 0 ? `${one} nothing` : `${agreeing(artefacts.length, one, verb)} ${namedOf(artefacts)}`;
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
      title: other.id === 'runs-on' ? `Let "${from.title}" run on "${to.title}"` : `Make it a ${other.title.toLowerCase()} edge`,
      edits: editsToChange(joined, { kind: other.id }),
    });
  }
  if (canJoin(catalog, to, from, kind))
    fixes.push({
      title: `Turn it round, from "${to.title}" to "${from.title}"`,
      edits: editsToChange(joined, { from: to.id, to: from.id }),
    });
  fixes.push({ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] });
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
