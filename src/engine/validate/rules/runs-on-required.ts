import { eachNode, oncePer, type Catalog, type PlanGraph, type GraphNode, type Service } from '../../catalog';
import { mayStart, platformOf } from '../../notions';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { ours } from '../sources';
import { PlanDraft } from '../fixes/plan-draft';
import { computeFor, computesFor } from '../questions/compute-for';

/** On a canvas such a node looks complete, but nothing would execute it. */
export const runsOnRequired: Rule = {
  meta: {
    id: 'runs-on-required',
    title: 'Services that need compute have compute',
    severity: 'error',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Some services bring no machine of their own: Jupyter needs one to run on, Azure ML Kubernetes compute needs a cluster. A "runs on" edge says which of the plan\'s compute it is. Others hand their work to an engine: dbt sends SQL to a warehouse or database and computes nothing, so a plan with dbt has one, on any platform or outside. A library, such as Evidently, does nothing until a job, a release or a container runs it. The last two are warnings, because the engine or the host may only be missing from the drawing.',
  },
  scope: { each: 'node', within: 'reach' },

  *check(input) {
    const { graph, catalog } = input;
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (service?.engine && !hasEngine(node, service.engine, input)) yield noEngine(node, service, service.engine, input);
      else if (service && isLibraryAlone(node, service)) yield noHost(node, service, input);
      if (service?.runsOn !== 'required') continue;
      // other rules report an end that is unknown or is no compute; the second is no compute here either
      if (node.out.some(({ kind, to }) => kind === 'runs-on' && (!to.service || catalog.shared(service, to.service, 'runs-on').length > 0)))
        continue;
      yield {
        nodes: [id],
        message: `"${title}" has no compute to run on.`,
        why: `${service.shortName} brings no machines of its own, so without a "runs on" edge nothing in the plan executes it or counts its hours.`,
        fixes: () => fixesOf(node, service, input),
      };
    }
  },
};

type Work = NonNullable<Service['engine']>[number];

/** True if something in the plan takes such work: an engine, a platform that has one, or a database outside. What is unknown may be one. */
function hasEngine(node: GraphNode, engine: readonly Work[], { graph }: RuleInput): boolean {
  const { byWork, byPlatform } = enginesIn(graph);
  const isOther = (other: GraphNode) => other !== node;
  const [first] = engine;
  if ([...engine, 'any'].some((work) => byWork.get(work)?.some(isOther))) return true;
  return first !== undefined && byPlatform.get(first)?.some(isOther) === true;
}

type Takers = ReadonlyMap<string, readonly GraphNode[]>;

/** The first two nodes that take each work: one of them is another node than the one that asks. */
const enginesIn = oncePer((graph: PlanGraph): { readonly byWork: Takers; readonly byPlatform: Takers } => {
  const [byWork, byPlatform] = [new Map<string, GraphNode[]>(), new Map<string, GraphNode[]>()];
  for (const { node, works, ofPlatform } of engines(graph)) {
    for (const work of works) addFirstTwo(byWork, work, node);
    for (const work of ofPlatform) addFirstTwo(byPlatform, work, node);
  }
  return { byWork, byPlatform };
});

interface Engine {
  readonly node: GraphNode;
  readonly works: readonly string[];
  /** What its platform takes; that counts for the first engine that is asked for. */
  readonly ofPlatform: readonly string[];
}

const engines = eachNode((node, { catalog }): readonly Engine[] => {
  const { service } = node;
  const works = service ? (service.inputs['runs-on'] ?? []) : ['any'];
  const hasTables = service?.outputs.data?.includes('table') === true;
  if (service?.outside) {
    const isDatabase = hasTables && service.languages.some((one) => one === 'sql' || one === 'any');
    return works.length > 0 || isDatabase ? [{ node, works: isDatabase ? [...works, 'any'] : works, ofPlatform: [] }] : [];
  }
  const platform = service && hasTables && service.stages.some((stage) => stage !== 'monitoring') ? platformOf(service.id) : undefined;
  const ofPlatform = platform === undefined ? [] : (worksByPlatform(catalog).get(platform) ?? []);
  return works.length + ofPlatform.length > 0 ? [{ node, works, ofPlatform }] : [];
});

const worksByPlatform = oncePer((catalog: Catalog): ReadonlyMap<string, readonly string[]> => {
  const works = new Map<string, string[]>();
  for (const { id, inputs } of catalog.services) {
    const platform = platformOf(id);
    if (platform !== undefined) works.set(platform, [...(works.get(platform) ?? []), ...(inputs['runs-on'] ?? [])]);
  }
  return works;
});

function addFirstTwo(to: Map<string, GraphNode[]>, work: string, node: GraphNode): void {
  const there = to.get(work);
  if (!there) to.set(work, [node]);
  else if (there.length < 2) there.push(node);
}

function noEngine(node: GraphNode, service: Service, engine: readonly Work[], { plan, catalog }: RuleInput): Found {
  const { id, title } = node;
  return {
    nodes: [id],
    severity: 'warning',
    message: `"${title}" has no database or engine that runs its work.`,
    why: `${service.shortName} only sends the work: a warehouse, a database or Spark has the tables and computes them, and its hours are what the work costs.`,
    ...(service.sources[0] ? { source: service.sources[0] } : {}),
    fixes: () =>
      service.integratesWith
        .flatMap(
          (one) =>
            catalog.proposable.find(
              (candidate) => candidate.id === one && engine.some((work) => candidate.inputs['runs-on']?.includes(work)),
            ) ?? [],
        )
        .slice(0, 2)
        .flatMap((candidate) => {
          const draft = new PlanDraft(plan, catalog);
          const added = draft.node(candidate.id, { beside: id, side: 'after' });
          return added !== undefined && draft.edge(id, added, 'runs-on')
            ? [{ title: `Add ${candidate.shortName} and run it there`, edits: draft.edits }]
            : [];
        }),
  };
}

/** A library that works in the plan, but that no compute, job, release or code carries. */
function isLibraryAlone({ in: into, out }: GraphNode, { managed, runsOn, outputs, engine }: Service): boolean {
  if (engine || managed !== 'library' || runsOn !== 'optional' || !outputs['runs-on'] || !outputs.data) return false; // what hands its work on also comes as a service
  if (![...into, ...out].some(({ kind }) => kind === 'data')) return false;
  return !out.some(({ kind }) => kind === 'runs-on') && !into.some(({ kind }) => kind === 'control' || kind === 'code');
}

function noHost(node: GraphNode, service: Service, { graph, catalog }: RuleInput): Found {
  const { id, title } = node;
  return {
    nodes: [id],
    severity: 'warning',
    message: `"${title}" is a library, and nothing in the plan runs it.`,
    why: `${service.shortName} does nothing by itself: a job, a container or a release calls it. A "runs on" edge to the compute, or a call from what starts it, says which.`,
    fixes: () => [
      ...graph.nodes
        .filter(
          ({ service: from }) =>
            from?.orchestrates?.length && mayStart(from, service, catalog) && catalog.shared(from, service, 'control').length > 0,
        )
        .slice(0, 1)
        .map((starter): Fix => ({
          title: `Let "${starter.title}" run it`,
          edits: [{ type: 'add-edge', edge: { from: starter.id, to: id, kind: 'control' } }],
        })),
      ...computesFor(graph, node)
        .filter(({ stage }) => stage === 'compute')
        .slice(0, 2)
        .map((compute): Fix => ({
          title: `Run it on "${compute.title}"`,
          edits: [{ type: 'add-edge', edge: { from: id, to: compute.id, kind: 'runs-on' } }],
        })),
    ],
  };
}

function fixesOf(node: GraphNode, service: Service, { plan, graph, catalog }: RuleInput): readonly Fix[] {
  const { id } = node;
  const fixes: Fix[] = computesFor(graph, node)
    .slice(0, 2)
    .map((compute) => ({
      title: `Run it on "${compute.title}"`,
      edits: [{ type: 'add-edge', edge: { from: id, to: compute.id, kind: 'runs-on' } }],
    }));
  const usual = computeFor(catalog, service);
  const draft = new PlanDraft(plan, catalog);
  const added = usual && draft.node(usual.id, { beside: id, side: 'after' });
  if (added !== undefined && draft.edge(id, added, 'runs-on'))
    fixes.push({ title: `Add ${usual?.shortName} and run it there`, edits: draft.edits });
  return fixes;
}
