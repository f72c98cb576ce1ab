import type { Node as FlowNode } from '@xyflow/svelte';
import { cardHeight, cardWidth, groupTitleOf, noteWidth, type GroupId, type NoteId, type Plan, type Position } from '#engine/plan';
import type { Answer } from '#ipc';
import type { Groups } from '../../state/groups.svelte';
import { drawnNoteId, groupOfBlock } from '../../state/drawn-ids';
import type { CardNode, Mark, Marks } from '../nodes/card-nodes';
import { Kept } from '../nodes/node-cache';
import { describeGroup, groupCostText } from './group-words';

/* What Svelte Flow is given beside cards: a block for each collapsed group, and notes. Each object is kept while nothing about it changes. */

export interface BlockData extends Record<string, unknown> {
  readonly group: GroupId;
  readonly title: string;
  readonly nodes: number;
  readonly cost: string | undefined;
  readonly mark: Mark | undefined;
  readonly lit: boolean;
}
export type BlockNode = FlowNode<BlockData, 'block'>;

export interface NoteData extends Record<string, unknown> {
  readonly text: string;
}
export type NoteNode = FlowNode<NoteData, 'note'>;

export type DrawnNode = CardNode | BlockNode | NoteNode;

export class DrawnExtras {
  readonly #blocks = new Kept<BlockNode>();
  readonly #notes = new Kept<NoteNode>();

  constructor(private readonly money: (amount: number, currency: string) => string) {}

  /** @param drawn ids of what Svelte Flow is given; those that are no blocks are left out */
  blocks(
    plan: Plan,
    groups: Groups,
    drawn: readonly string[],
    {
      answer,
      marks,
      selected,
      lit,
      tabStop,
      held,
    }: {
      readonly answer: Answer | undefined;
      readonly marks: Marks;
      readonly selected: ReadonlySet<string>;
      readonly lit: ReadonlySet<string>;
      readonly tabStop: string | undefined;
      readonly held: ReadonlyMap<string, DrawnNode>;
    },
  ): ReadonlyMap<string, DrawnNode> {
    const result = new Map<string, DrawnNode>();
    for (const id of drawn) {
      const group = groupOfBlock(id);
      const at = groups.shown.layout[id];
      if (group === undefined || !at) continue;
      const members = groups.membersOf(id);
      const title = groupTitleOf(plan, group);
      const cost = groupCostText(members, answer, this.money);
      const mark = marks.nodes.get(id);
      const isLit = members.some((node) => lit.has(node));
      const state = [selected.has(id), tabStop === id] as const;
      const data = { group, title, nodes: members.length, cost, mark, lit: isLit };
      const made = this.#blocks.of(id, [title, members.length, at[0], at[1], cost, mark, isLit, ...state], () =>
        blockNode(id, at, data, ...state),
      );
      result.set(id, held.get(id) ?? made);
    }
    this.#blocks.settle();
    return result;
  }

  /**
   * @param writing the note that is written; one that is new is drawn as a draft until it is done
   * @param before what Svelte Flow has now: it measures how high a note is, which depends on its text
   */
  notes(
    notes: Plan['notes'],
    {
      draft,
      kept,
      editing,
    }: { readonly draft: Position | undefined; readonly kept: NoteId | undefined; readonly editing: string | undefined },
    { selected, before }: { readonly selected: ReadonlySet<NoteId>; readonly before: readonly DrawnNode[] },
  ): NoteNode[] {
    const there = Object.entries(notes).flatMap(([id, { text, at }]) =>
      id === kept ? [] : [{ id: drawnNoteId(id), text, at: at as Position, selected: selected.has(id) }],
    );
    const wanted = draft ? [...there, { id: draftNote, text: '', at: draft, selected: true }] : there;
    if (wanted.length === 0) return [];
    const known = new Map(before.flatMap((node) => (node.type === 'note' ? [[node.id, node] as const] : [])));
    const result = wanted.map(({ id, text, at, selected: chosen }) => {
      const now = known.get(id);
      if (now?.dragging === true) return now;
      const state = [chosen, editing === id] as const;
      return this.#notes.of(id, [text, at[0], at[1], now?.measured?.height, ...state], () =>
        noteNode(id, text, at, ...state, now?.measured),
      );
    });
    this.#notes.settle();
    return result;
  }
}

/** The id that a note is drawn by while it is written for the first time. */
export const draftNote = drawnNoteId('');

function blockNode(id: string, at: Position, data: BlockData, selected: boolean, tabStop: boolean): BlockNode {
  return {
    id,
    type: 'block',
    position: { x: at[0], y: at[1] },
    width: cardWidth,
    height: cardHeight,
    handles: [], // edges are not Svelte Flow's
    data,
    selected,
    focusable: tabStop,
    domAttributes: { 'aria-describedby': `about-${id}`, tabindex: tabStop ? 0 : -1 },
    ariaLabel: describeGroup(data.title, data.nodes, data.cost, data.mark),
  } as BlockNode;
}

function noteNode(id: string, text: string, at: Position, selected: boolean, editing: boolean, measured: NoteNode['measured']): NoteNode {
  return {
    id,
    type: 'note',
    position: { x: at[0], y: at[1] },
    width: noteWidth,
    ...(measured ? { measured } : { initialHeight: cardHeight }),
    data: { text },
    selected,
    draggable: !editing,
    // a note is no step of the flow: it has a stop of its own behind the cards
    domAttributes: { tabindex: editing ? -1 : 0 },
    ariaLabel: `Note: ${text === '' ? 'nothing written yet' : text}`,
  } as NoteNode;
}
