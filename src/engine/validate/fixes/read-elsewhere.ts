import type { EdgeLimit, GraphNode } from '../../catalog';
import { titles } from '../../format';
import type { NodeId } from '../../plan';
import { holdsFor, type BrokenLimit } from '../questions/limits';
import { reaches } from '../questions/cycles';
import type { Fix, RuleInput } from '../rule';
import { PlanDraft } from './plan-draft';

const storage = 'azure-storage';

/** Has those that read from a node in a way that it is not for read what feeds it, or what it writes. */
export function readsElsewhere(input: RuleInput, node: GraphNode, { limit, edges }: BrokenLimit): Fix[] {
  if (limit.kind !== 'edge' || limit.reads === undefined) return [];
  const readers = edges.map(({ to }) => to);
  const draft = new PlanDraft(input.plan, input.catalog).do({ type: 'remove-edges', edges: edges.map(({ edge }) => edge) });
  const source = limit.reads === 'what-feeds-it' ? feederOf(node, readers)?.id : storeOf(input, node, limit, readers, draft);
  if (source === undefined || !readers.every((reader) => draft.edge(source, reader.id, 'data'))) return [];
  const title = draft.plan.nodes[source]?.title ?? source;
  return [{ title: `Let ${titles(readers)} read from "${title}"`, edits: draft.edits }];
}

/** What feeds the node, and does not learn from its readers. */
function feederOf(node: GraphNode, readers: readonly GraphNode[]): GraphNode | undefined {
  const feeders = node.in.filter(({ kind, from }) => kind === 'data' && from.service?.outputs.data).map(({ from }) => from);
  return feeders.find((feeder) => !readers.some((reader) => reader === feeder || reaches(reader, feeder, 'data')));
}

/** A store that the node writes to, or can write to; a new one if the plan has none. */
function storeOf(
  { graph, catalog }: RuleInput,
  node: GraphNode,
  limit: EdgeLimit,
  readers: readonly GraphNode[],
  draft: PlanDraft,
): NodeId | undefined {
  const isFree = (other: GraphNode) => !readers.some((reader) => reader === other || reaches(reader, other, 'data'));
  const written = node.out.filter(({ kind, to }) => kind === 'data' && limit.except?.includes(to.node.service)).map(({ to }) => to);
  const there = [...written, ...graph.ofService(...(limit.except ?? []))].find(isFree);
  const store = there?.id ?? draft.node(catalog.get(storage)?.id ?? storage, { beside: node.id, side: 'after' });
  if (store === undefined || !draft.edge(node.id, store, 'data')) return undefined;
  const writes = limit.instead?.find(({ when }) => when === undefined || holdsFor(graph, node, when))?.set;
  if (writes) draft.do({ type: 'set-usage', id: node.id, set: writes });
  return store;
}
