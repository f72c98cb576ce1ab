import { greatest, least } from '../../plan';
import type { Box } from '../display-list';

/* Where a drawing is cut into sheets. A cut lies between cards and never goes through one. */

/** A card or a note: it is on one sheet, whole. */
export interface Item {
  readonly id: string;
  readonly box: Box;
  /** Cuts between items of different groups, such as lanes, are better than others. */
  readonly group?: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Divides items into pieces of a largest size, in reading order: first along the flow, then across it. Every item is in one piece. A
 * piece that holds a single item may be larger.
 * @param goesRight true if the flow goes from left to right
 */
export function cutIntoPieces(items: readonly Item[], most: Size, goesRight: boolean): readonly (readonly Item[])[] {
  if (items.length === 0) return [];
  const flow = goesRight ? horizontal : vertical;
  const across = goesRight ? vertical : horizontal;
  const divide = (some: readonly Item[]): readonly (readonly Item[])[] => {
    for (const axis of [flow, across]) {
      if (some.length < 2 || extentOf(some, axis) <= axis.of(most)) continue;
      return cutAlong(some, axis, axis.of(most)).flatMap(divide);
    }
    return [some];
  };
  return divide(items);
}

interface Axis {
  readonly start: (box: Box) => number;
  readonly end: (box: Box) => number;
  readonly of: (size: Size) => number;
}

const horizontal: Axis = { start: ({ x }) => x, end: ({ x, width }) => x + width, of: ({ width }) => width };
const vertical: Axis = { start: ({ y }) => y, end: ({ y, height }) => y + height, of: ({ height }) => height };

function extentOf(items: readonly Item[], { start, end }: Axis): number {
  return greatest(items.map(({ box }) => end(box))) - least(items.map(({ box }) => start(box)));
}

/** Items that no cut separates. */
interface Block {
  readonly items: readonly Item[];
  readonly start: number;
  readonly end: number;
}

/** The items in as few pieces of at most a length as there can be, of lengths as alike as possible. */
function cutAlong(items: readonly Item[], axis: Axis, most: number): Item[][] {
  const blocks = blocksOf(items, axis).flatMap((block) => (block.end - block.start > most ? broken(block, axis, most) : [block]));
  // the best way to cut off everything from a block on
  const best: { readonly cost: number; readonly next: number }[] = [];
  best[blocks.length] = { cost: 0, next: blocks.length };
  for (let from = blocks.length - 1; from >= 0; from -= 1) {
    const first = blocks[from] as Block;
    let [start, end] = [first.start, first.end];
    let choice = { cost: Infinity, next: from + 1 };
    for (let next = from + 1; next <= blocks.length; next += 1) {
      const last = blocks[next - 1] as Block;
      [start, end] = [Math.min(start, last.start), Math.max(end, last.end)];
      if (next > from + 1 && end - start > most) break;
      const free = Math.max(0, 1 - (end - start) / most);
      const cost = 1 + 0.1 * free * free + cutCost(last, blocks[next]) + (best[next]?.cost ?? 0);
      if (cost < choice.cost) choice = { cost, next };
    }
    best[from] = choice;
  }
  const pieces: Item[][] = [];
  for (let at = 0; at < blocks.length;) {
    const next = best[at]?.next ?? at + 1;
    pieces.push(blocks.slice(at, next).flatMap((block) => block.items));
    at = next;
  }
  return pieces;
}

/** A cut through a group costs less than a sheet. */
function cutCost(before: Block, after: Block | undefined): number {
  if (!after) return 0;
  const groups = new Set(before.items.flatMap(({ group }) => group ?? []));
  return after.items.some(({ group }) => group !== undefined && groups.has(group)) ? 0.02 : 0;
}

/** Runs of items that overlap along an axis, in order. */
function blocksOf(items: readonly Item[], { start, end }: Axis): Block[] {
  const blocks: { items: Item[]; start: number; end: number }[] = [];
  for (const item of inOrder(items, { start })) {
    const last = blocks.at(-1);
    if (last && start(item.box) < last.end) {
      last.items.push(item);
      last.end = Math.max(last.end, end(item.box));
    } else blocks.push({ items: [item], start: start(item.box), end: end(item.box) });
  }
  return blocks;
}

/** A block that is longer than a sheet, in pieces that overlap on the drawing: each item is whole in one of them. */
function broken(block: Block, axis: Axis, most: number): Block[] {
  const blocks: Block[] = [];
  let left = inOrder(block.items, axis);
  while (left.length > 0) {
    const start = axis.start((left[0] as Item).box);
    const fits = ({ box }: Item, at: number) => at === 0 || axis.end(box) <= start + most;
    const here = left.filter(fits);
    blocks.push({ items: here, start, end: greatest(here.map(({ box }) => axis.end(box))) });
    const taken = new Set(here);
    left = left.filter((item) => !taken.has(item));
  }
  return blocks;
}

function inOrder(items: readonly Item[], { start }: Pick<Axis, 'start'>): readonly Item[] {
  return [...items].sort((a, b) => start(a.box) - start(b.box) || (a.id < b.id ? -1 : 1));
}
