import { edgesWhere, nodesWhere, type Catalog, type GraphEdge } from '../catalog';
import { countedOf, titles } from '../format';
import { cannotPass, glueOf, takesCare } from '../notions';
import { byDay, edgeCount, idsOf, isRetired, type Measured, type MeasureInput } from './measure';

/** Edges along which nothing can pass, or that end at a service out of support. */
const brokenOn = byDay((today) => edgesWhere((edge, { catalog }) => isBroken(edge, catalog, today)));

/** Edges that need code of one's own. */
const gluedOn = byDay((today) => edgesWhere((edge, { catalog }) => !isBroken(edge, catalog, today) && glueOf(edge, catalog) !== undefined));

/** Nodes that do some of the work and are joined to nothing. */
const lonelyOn = byDay((today) =>
  nodesWhere((node) => node.in.length + node.out.length === 0 && (isRetired(node, today) || !node.service || !takesCare(node.service))),
);

function isBroken(edge: GraphEdge, catalog: Catalog, today: string): boolean {
  return isRetired(edge.from, today) || isRetired(edge.to, today) || cannotPass(edge, catalog);
}

/** How the joins of a plan lose points, in words; the two scores of native connections count alike. */
export const joinsFormula = (many: number) =>
  `Every edge is native, unless it takes glue: a control edge by the table of starts, data where the services neither work together nor both reach storage, a model that changes its platform. An edge that needs glue counts one, an edge along which nothing can pass two, and so does a node that does some of the work and is joined to nothing; ${many} lose everything, and so does a plan without edges that work. Native edges do not make up for others.`;

/** Loses the more, the more edges take glue or cannot work, and the more nodes are joined to nothing. */
export function measureJoins(input: MeasureInput, many: number, well: string): Measured {
  const { graph, today } = input;
  const edges = edgeCount(graph);
  const [glued, broken, lonely] = [gluedOn(today)(graph), brokenOn(today)(graph), lonelyOn(today)(graph)];
  if (broken.length === edges) {
    const because = edges === 0 ? 'Nothing is connected.' : 'No edge works.';
    return { well, losses: [{ share: 1, because, fix: 'Connect the nodes that work together.', nodes: idsOf(graph.nodes) }] };
  }
  const ends = (some: readonly GraphEdge[]) => [...new Set(some.flatMap(({ from, to }) => [from, to]))];
  return {
    well,
    losses: [
      {
        share: glued.length / many,
        because: `${countedOf(glued.length, edges, 'edge', ['needs', 'need'])} glue of your own, at ${titles(ends(glued))}.`,
        fix: 'Connect services that work together, or swap one end for a service that does.',
        nodes: idsOf(ends(glued)),
      },
      {
        share: (2 * broken.length) / many,
        because: `${countedOf(broken.length, edges, 'edge', ['does', 'do'])} not work, at ${titles(ends(broken))}.`,
        fix: 'Connect what can be connected, and replace the others with supported services.',
        nodes: idsOf(ends(broken)),
      },
      {
        share: (2 * lonely.length) / many,
        because: `Not connected: ${titles(lonely)}.`,
        fix: 'Connect it, or remove it.',
        nodes: idsOf(lonely),
      },
    ],
  };
}
