import type { GraphEdge, GraphNode } from '../../catalog';
import { isOwnKey } from '../../plan';
import type { RuleInput } from '../../validate';
import type { Steps } from '../steps';

/** Source of the views of other nodes and edges. Each node and edge has one view. */
export interface ViewSource {
  readonly input: RuleInput;
  readonly steps: Steps;
  node(node: GraphNode): object;
  nodes(nodes: readonly GraphNode[]): readonly object[];
  edges(edges: readonly GraphEdge[]): readonly object[];
}

/** A text as an expression sees it; a text longer than any real title is cut off, so that joined texts stay small. */
export function short(text: string | undefined): string | undefined {
  return text === undefined || text.length <= 1000 ? text : text.slice(0, 1000);
}

/** Values of the user's own keys, if they are plain. */
export function ownOf(value: object, steps: Steps): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value);
  steps.take(entries.length);
  return Object.fromEntries(
    entries
      .filter(([key, one]) => isOwnKey(key) && ['string', 'number', 'boolean'].includes(typeof one))
      .map(([key, one]) => [key, typeof one === 'string' ? short(one) : (one as unknown)]),
  );
}
