import { oncePer, type GraphEdge, type GraphNode, type PlanGraph } from '../catalog';
import { deploymentsFor } from './deployments';

/*
 * Deployments in which a release is tried before it reaches users. A plan has no key for environments, so what it draws and says decides:
 * the title of a node or of its group, and where a release waits for an approval.
 */

/**
 * Nodes that answer in real time for tests only. Either the node or its group is titled so ("Staging", "QA endpoint"); or a release deploys
 * it without an approval and asks for one before it deploys another node of the same service, as people do who look at the first before
 * they approve the second. Something must be left that answers users: the only deployment of a plan is what it is about.
 */
export const forTests = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => {
  const answering = deploymentsFor(graph, 'realtime');
  const tried = new Set(answering.filter((node) => isTitledSo(graph, node) || isBeforeApproval(node)));
  return tried.size < answering.length ? tried : new Set();
});

/** Nodes that answer users in real time, in the plan's order. */
export const answeringUsers = oncePer((graph: PlanGraph): readonly GraphNode[] =>
  deploymentsFor(graph, 'realtime').filter((node) => !forTests(graph).has(node)),
);

const words = /(?<![a-z])(?:dev|qa|uat|staging|sandbox|pre-?prod(?:uction)?|non-?prod(?:uction)?)(?![a-z])/i;
/** Words that people use of their subject too, as in "Blood test results": they count before the word for a place, and at the end. */
const wordsOfPlaces =
  /(?<![a-z])(?:development|tests?|testing|acceptance)(?=\W*$|[\s/-]+(?:endpoint|deployment|environment|stage|slot|cluster|service|app)(?![a-z]))/i;
/** Tests with users are production. */
const withUsers = /(?<![a-z])(?:a\/b|ab[ -]test|canary|champion|challenger)/i;

function isTitledSo({ plan }: PlanGraph, { id, node }: GraphNode): boolean {
  const group = Object.values(plan.groups).find(({ nodes }) => nodes.includes(id));
  const isSaid = (title: string) => (words.test(title) || wordsOfPlaces.test(title)) && !withUsers.test(title);
  return [node.title, group?.title].some((title) => title !== undefined && isSaid(title));
}

function isBeforeApproval(node: GraphNode): boolean {
  const deploying = node.in.filter(({ kind }) => kind === 'control');
  if (deploying.length === 0 || deploying.some(isApproved)) return false;
  return deploying.some(({ from }) =>
    releasesOf(from).some((edge) => edge.to !== node && edge.to.node.service === node.node.service && isApproved(edge)),
  );
}

/** The edges along which a release deploys, at once or after an approval. */
function releasesOf({ out }: GraphNode): readonly GraphEdge[] {
  const control = out.filter(({ kind }) => kind === 'control');
  return [...control, ...control.flatMap(({ to }) => (isApproval(to) ? to.out.filter(({ kind }) => kind === 'control') : []))];
}

function isApproved({ edge, from }: GraphEdge): boolean {
  return edge.approval !== undefined || isApproval(from);
}

function isApproval({ node }: GraphNode): boolean {
  return node.service === 'human-approval';
}
