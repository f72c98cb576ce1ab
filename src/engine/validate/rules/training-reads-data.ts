import { oncePer, nodesWhere, edgesWhere, type GraphNode, type PlanGraph } from '../../catalog';
import { dataKeepers, isMonitor, keepsCode, keepsModels, keepsRuns, offersModels, releases, serves, trains } from '../../notions';
import { canJoin, carries } from '../questions/connections';
import type { Fix, Rule, RuleInput } from '../rule';
import { wellArchitected } from '../well-architected';

const unfed = nodesWhere((node) => trains(node) && !hasDataOfItsOwn(node) && !isFed(node));

/** The copy and the store are drawn, so the gap before the training is easily overlooked. */
export const trainingReadsData: Rule = {
  meta: {
    id: 'training-reads-data',
    title: 'Data reaches every training',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: ['training', 'data-transfer', 'data-transformation', 'data-versioning'],
    sources: [wellArchitected.dataPlatform],
    entries: [],
    docs: 'A training learns from data that somebody brings to it. In a plan that draws how data travels, a data edge leads to each training: to itself, to a step before it, to a step that it starts, to the notebook whose code it runs, or to the machines that it runs on. The rule leaves alone plans without data edges, tuning of bought models, local work, machines that the team runs itself, and nodes whose settings name their inputs.',
  },

  *check(input) {
    const { graph } = input;
    if (!drawsReading(graph)) return;
    for (const node of unfed(graph)) {
      yield {
        nodes: [node.id],
        path: ['nodes', node.id],
        message: `No data reaches "${node.title}", neither directly nor through the steps before it.`,
        why: 'The plan draws how data travels elsewhere, so a reader cannot tell what this training learns from, nor repeat it.',
        fixes: () => fixesOf(node, input),
      };
    }
  },
};

/** True if a plan draws where data comes from. The results of scoring and what monitoring reads say nothing of that. */
const drawsReading = oncePer((graph: PlanGraph) => readingEdges(graph).length > 0);

const readingEdges = edgesWhere(
  ({ kind, from, to }) =>
    kind === 'data' && from.service !== undefined && to.service !== undefined && !serves(from) && !trains(from) && !isMonitor(to),
);

/** True if a node trains on data that a plan need not draw. */
function hasDataOfItsOwn({ service, node, stage }: GraphNode): boolean {
  if (!service || offersModels(service) || service.managed === 'local' || service.managed === 'self-managed') return true;
  if (service.managed === 'library' || service.outside || !service.inputs.data) return true;
  if (keepsRuns(service) || keepsModels(service)) return true; // the workspace has stores of its own
  if (service.stages[0] === 'compute' && stage === 'compute') return true; // machines; the work on them is another node
  return Object.entries(node.settings ?? {}).some(([setting, value]) => naming.has(setting) && value !== '');
}

/** Settings by which a node names its data or the steps that read it. */
const naming: ReadonlySet<string> = new Set(['inputs', 'training', 'steps', 'notebook', 'parameters', 'arguments', 'command']);

/** True if data reaches a node, a step before or behind it, the notebook whose code it runs, or its machines. */
function isFed(node: GraphNode): boolean {
  const before = new Set([node]);
  for (const one of before) {
    if (handlesData(one)) return true;
    for (const { kind, from } of one.in) if (kind === 'control' || kind === 'data') before.add(from);
  }
  const around = [...node.out.filter(({ kind }) => kind === 'control' || kind === 'runs-on').map(({ to }) => to)];
  const code = node.in.flatMap(({ kind, from }) => (kind === 'code' || kind === 'runs-on' ? sourcesOfCode(from) : []));
  return [...around, ...code].some(handlesData);
}

/** The nodes that the code of a node comes from. A repository and a release only pass code on. */
function sourcesOfCode(from: GraphNode): readonly GraphNode[] {
  return from.service && (keepsCode(from.service) || releases(from.service)) ? [] : [from];
}

function handlesData({ in: into, service, out }: GraphNode): boolean {
  if (into.some(({ kind }) => kind === 'data')) return true;
  // a store or a source whose event starts the work
  return service !== undefined && !service.compute && out.some(({ kind }) => kind === 'data');
}

/** Reading from where others read: versions of data first, then what a step has prepared, then a store. */
function fixesOf(node: GraphNode, { graph, catalog }: RuleInput): Fix[] {
  const keepers = new Set(dataKeepers(graph));
  const turned = node.out.filter(
    ({ kind, to }) => kind === 'data' && isPlaceToRead(to) && carries(catalog, to.service, node.service, 'data'),
  );
  const around = turned.slice(0, 1).map(({ edge, to }): Fix => ({
    title: `Turn the edge to "${to.title}" around`,
    edits: [
      { type: 'remove-edges', edges: [edge] },
      { type: 'add-edge', edge: { from: to.id, to: node.id, kind: 'data' } },
    ],
  }));
  const rank = (other: GraphNode) => (keepers.has(other) ? 0 : other.stage === 'data-transformation' ? 2 : 1);
  const reading = graph.nodes
    .filter((other) => (keepers.has(other) || handlesData(other)) && isPlaceToRead(other) && canJoin(catalog, other, node, 'data'))
    .sort((a, b) => rank(a) - rank(b) || b.in.length - a.in.length)
    .slice(0, 2)
    .map((other): Fix => ({
      title: `Let "${node.title}" read from "${other.title}"`,
      edits: [{ type: 'add-edge', edge: { from: other.id, to: node.id, kind: 'data' } }],
    }));
  return [...reading, ...around];
}

/** A store, or a step that prepares data. A copy only carries data to its store, and nobody trains over the network of the data centre. */
function isPlaceToRead({ service, stage }: GraphNode): boolean {
  if (service?.inOwnNetwork || (service?.compute && stage === 'data-transfer')) return false;
  const places = ['data-transfer', 'data-transformation', 'data-versioning', 'source'];
  return service?.outputs.data !== undefined && stage !== undefined && places.includes(stage);
}
