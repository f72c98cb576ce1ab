import type { GraphNode, PlanGraph, SafeguardCell, SafeguardEntry, Source, Usage } from '../../catalog';
import { counted, titles } from '../../format';
import { safeguards, safeguardValues, type PlanEdit, type Safeguard } from '../../plan';
import type { Fix, Found } from '../rule';
import { settingsThatHold } from './limits';

/*
 * How nodes have their safeguards: settled by the platform, by usage values, or stated in the plan. Most rules on security and
 * reliability are one question to this file.
 */

/** How a node has a safeguard. */
export interface Standing {
  readonly safeguard: Safeguard;
  readonly cell: SafeguardCell;
  /** The value in effect; undefined if the plan does not say. */
  readonly value: string | undefined;
  /** The team stated the value, by itself or by a usage value. */
  readonly stated: boolean;
  /** False if the settings of the node, or the service as such, do not offer the value that was stated or the best one. */
  readonly offered: boolean;
  readonly source: Source | undefined;
}

/** How a node has a safeguard; undefined where the catalog does not know, so that nothing can be said. */
export function standingOf(graph: PlanGraph, node: GraphNode, safeguard: Safeguard): Standing | undefined {
  const table = graph.catalog.safeguards;
  const entry = node.service && table.of(node.service.id);
  const cell = entry?.[safeguard];
  if (!entry || !cell) return undefined;
  const [first, best] = ends(safeguard);
  const offered = cell.never === undefined && (cell.when === undefined || settingsThatHold(graph, node, cell.when) !== false);
  const is = (value: string | undefined, stated: boolean): Standing => ({
    safeguard,
    cell,
    value,
    stated,
    offered,
    source: table.source(entry, cell),
  });
  if (cell.always !== undefined) return is(cell.always, false);
  const bySettings = cell.by === undefined ? undefined : settingsThatHold(graph, node, cell.by);
  if (bySettings === true) return is(best, true);
  const said = cell.choose || cell.never ? node.node.safeguards?.[safeguard] : undefined;
  if (said !== undefined) return is(said, true);
  if (cell.least !== undefined) return is(cell.least, false);
  if (cell.never !== undefined) return is(first, false);
  // settings that are the catalog's defaults were chosen by nobody
  if (bySettings === false && !cell.choose) return is(isByDefault(graph.usage(node), cell) ? undefined : first, true);
  return is(undefined, false);
}

function ends(safeguard: Safeguard): readonly [string, string] {
  const values = safeguardValues(safeguard);
  return [values[0], values.at(-1) ?? values[0]];
}

function isByDefault(usage: Usage, { set }: SafeguardCell): boolean {
  return Object.keys(set ?? {}).every((field) => usage.values[field]?.from === 'default');
}

/** The edits with which a node gets a value of a safeguard. Undefined where the service does not offer it. */
export function editsToSafeguard(graph: PlanGraph, node: GraphNode, safeguard: Safeguard, value: string): readonly PlanEdit[] | undefined {
  const standing = standingOf(graph, node, safeguard);
  if (!standing || standing.cell.never !== undefined || standing.cell.always !== undefined) return undefined;
  const { cell, offered } = standing;
  const bySettings = cell.by !== undefined && value === ends(safeguard)[1];
  if (!cell.choose || bySettings) return cell.set ? [{ type: 'set-usage', id: node.id, set: cell.set }] : undefined;
  if (!offered && !cell.set) return undefined;
  const statement: PlanEdit = { type: 'change-node', id: node.id, set: { safeguards: { ...node.node.safeguards, [safeguard]: value } } };
  return offered || !cell.set ? [statement] : [{ type: 'set-usage', id: node.id, set: cell.set }, statement];
}

/** A value of a safeguard as people read it. */
export function safeguardTitle(safeguard: Safeguard, value: string): string {
  return safeguards.find(({ id }) => id === safeguard)?.values.find(({ id }) => id === value)?.title ?? value;
}

/** The question of a rule about one safeguard. */
export interface SafeguardQuestion {
  readonly safeguard: Safeguard;
  /** Values that meet the need. The last is the one that a fix sets, unless `aim` names another. */
  readonly enough: readonly string[];
  readonly aim?: (node: GraphNode) => string;
  /** Nodes that the need is about. Those of which the catalog knows nothing are passed over. */
  readonly nodes: readonly GraphNode[];
  /** The sentence on a node whose value does not meet the need. */
  readonly wrong: (node: GraphNode) => string;
  /** The sentence on a node whose settings or service do not offer what meets the need, from the words of the catalog. */
  readonly unavailable?: (node: GraphNode, words: string | undefined, never: string | undefined) => string;
  /** The sentence on nodes of which the plan says nothing. */
  readonly unsaid: (nodes: readonly GraphNode[]) => string;
  readonly why: string;
  /** What the fix does, as a command, for one node or several. */
  readonly doing: (nodes: readonly GraphNode[]) => string;
}

/** Findings on one safeguard: a warning for each node that states otherwise, and one hint for all that state nothing. */
export function* findingsOn(graph: PlanGraph, question: SafeguardQuestion): Generator<Found> {
  const { safeguard, enough, nodes, why } = question;
  const unsaid: GraphNode[] = [];
  for (const node of nodes) {
    const standing = standingOf(graph, node, safeguard);
    if (!standing) continue;
    const { value, offered, cell, source } = standing;
    const met = value !== undefined && enough.includes(value);
    if (met && (offered || standing.stated || cell.always !== undefined)) continue; // a statement that does not hold is another rule's
    if (!offered && question.unavailable && (met || value === undefined || cell.never !== undefined)) {
      yield {
        nodes: [node.id],
        path: [
          'nodes',
          node.id,
          ...(Object.keys(cell.set ?? {})[0] === undefined ? ['service'] : ['usage', Object.keys(cell.set ?? {})[0] ?? '']),
        ],
        message: question.unavailable(node, cell.words, cell.never),
        why,
        ...(source ? { source } : {}),
        fixes: () => fixesFor(graph, [node], question),
      };
    } else if (value === undefined) unsaid.push(node);
    else if (!met)
      yield {
        nodes: [node.id],
        path: cell.choose ? ['nodes', node.id, 'safeguards', safeguard] : ['nodes', node.id, 'usage', Object.keys(cell.set ?? {})[0] ?? ''],
        message: question.wrong(node),
        why,
        fixes: () => fixesFor(graph, [node], question),
      };
  }
  const [first] = unsaid;
  if (first)
    yield {
      nodes: unsaid.map(({ id }) => id),
      path: ['nodes', first.id, 'safeguards', safeguard],
      severity: 'info',
      message: question.unsaid(unsaid),
      why,
      fixes: () => fixesFor(graph, unsaid, question),
    };
}

function fixesFor(graph: PlanGraph, nodes: readonly GraphNode[], { safeguard, enough, aim, doing }: SafeguardQuestion): readonly Fix[] {
  const able = nodes.flatMap((node) => {
    const edits = editsToSafeguard(graph, node, safeguard, aim?.(node) ?? enough.at(-1) ?? '');
    return edits ? [{ node, edits }] : [];
  });
  if (able.length === 0) return [];
  return [{ title: doing(able.map(({ node }) => node)), edits: able.flatMap(({ edits }) => edits) }];
}

/** Nodes for a command, which is read on a button: the title of one, the number of several. */
export function namedBriefly(nodes: readonly GraphNode[]): string {
  return nodes.length === 1 ? titles(nodes) : counted(nodes.length, 'service');
}

/** What is lost with a node, if its service keeps something. */
export function keptBy({ catalog }: PlanGraph, { service }: GraphNode): SafeguardEntry['keeps'] {
  return service && catalog.safeguards.of(service.id)?.keeps;
}
