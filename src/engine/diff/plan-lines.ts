import type { Catalog } from '../catalog';
import { edgeId, type Plan } from '../plan';
import type { Change, Part } from './change';
import { keyChanges } from './key-changes';
import { sortedWaiver, waiverId } from './pairs';
import { changeWords } from './words';

/** Something that a plan has, and what the plan says about it. */
export interface PlanEntry {
  /** `Node copy-orders: Copy orders (Azure Data Factory)` */
  readonly head: string;
  /** Each key with its value in words, with units. */
  readonly keys: readonly { readonly title: string; readonly value: string }[];
}

/**
 * Everything that a plan says, entry by entry in the order of its file, so that line-by-line comparisons of two plans can be read. The
 * drawing comes last, since it changes most and says least. Texts are whole and unchanged.
 * @param currency of the price book, for amounts of money
 */
export function planEntries(plan: Plan, catalog: Catalog, currency: string): readonly PlanEntry[] {
  const entry = (part: Part, id: string, value: unknown, hidden: readonly string[] = [], name = id): PlanEntry => {
    const change: Change = { part, kind: 'changed', id, keys: keyChanges(undefined, value) };
    const { title, what, keys } = changeWords(change, { before: plan, after: plan, catalog, currency });
    const shown = keys.filter((_, at) => !hidden.includes(change.keys[at]?.path[0] ?? ''));
    return { head: headOf(part, name, title, what), keys: shown.map((key) => ({ title: key.title, value: key.after })) };
  };
  const { name, summary, context, exports, own } = plan;
  return [
    { ...entry('plan', '', { summary, context, exports, ...own }), head: `Plan: ${name}` },
    ...Object.entries(plan.assumptions).map(([id, value]) => entry('assumption', id, value)),
    ...Object.entries(plan.nodes).map(([id, node]) => entry('node', id, node, ['service', 'title'])),
    ...plan.edges.map(({ from, to, kind, ...rest }) => entry('edge', edgeId({ from, to, kind }), rest)),
    ...plan.waivers.map((waiver) => entry('waiver', waiverId(sortedWaiver(waiver)), waiver, ['rule', 'on'])),
    ...Object.entries(plan.groups).map(([id, group]) => entry('group', id, group)),
    ...Object.entries(plan.notes).map(([id, { at: _, ...note }]) => entry('note', id, note)),
    drawingOf(plan),
  ];
}

function headOf(part: Part, name: string, title: string, what: string): string {
  const kind = `${part.charAt(0).toUpperCase()}${part.slice(1)}`;
  if (part === 'edge') return `${kind}: ${title}`;
  return part === 'node' ? `${kind} ${name}: ${title} (${what})` : `${kind} ${name}`;
}

function drawingOf({ direction, layout, notes, pinned }: Plan): PlanEntry {
  const place = ([x, y]: readonly [number, number]) => `${x}, ${y}`;
  return {
    head: 'Drawing',
    keys: [
      ...(direction === undefined ? [] : [{ title: 'Direction', value: direction }]),
      ...Object.entries(layout).map(([id, at]) => ({
        title: `Place of ${id}`,
        value: `${place(at)}${pinned.includes(id) ? ', pinned' : ''}`,
      })),
      ...Object.entries(notes).map(([id, { at }]) => ({ title: `Place of the note ${id}`, value: place(at) })),
      ...pinned.filter((id) => !layout[id]).map((id) => ({ title: `Place of ${id}`, value: 'pinned' })),
    ],
  };
}
