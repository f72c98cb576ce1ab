import type { Node as FlowNode } from '@xyflow/svelte';
import {
  cardHeight,
  cardWidth,
  groupTitleOf,
  legible,
  noteWidth,
  shortNote,
  type GroupId,
  type NoteId,
  type Plan,
  type Position,
} from '#engine/plan';
import type { EvaluatedRevision } from '#ipc';
import type { Groups } from '../../state/groups.svelte';
import { drawnNoteId, groupOfBlock } from '../../state/drawn-ids';
import type { CardNode, CostWords, Mark, Marks } from '../nodes/card-nodes';
import { KeyedCache } from '../nodes/node-cache';
import { describeGroup, groupCostText } from './group-words';

/* Svelte Flow nodes other than cards: a block for each collapsed group, and notes. Each object is kept while nothing about it changes. */

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
  readonly #blocks = new KeyedCache<BlockNode>();
  readonly #notes = new KeyedCache<NoteNode>();

  constructor(private readonly costWords: CostWords) {}

  /** @param drawn ids of Svelte Flow's nodes; those that are not blocks are left out */
  blocks(
    plan: Plan,
    groups: Groups,
    drawn: readonly string[],
    {
      evaluation,
      marks,
      selected,
      lit,
      tabStop,
      held,
    }: {
      readonly evaluation: EvaluatedRevision | undefined;
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
      const cost = groupCostText(members, evaluation, this.costWords);
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
   * @param writing the note that is being edited; a new one is drawn as a draft until editing ends
   * @param before Svelte Flow's nodes until now: it measures the height of a note, which depends on its text
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

/** Id under which a new note is drawn while it is first edited. */
export const draftNote = drawnNoteId('');

function blockNode(id: string, at: Position, data: BlockData, selected: boolean, tabStop: boolean): BlockNode {
  return {
    id,
    type: 'block',
    position: { x: at[0], y: at[1] },
    width: cardWidth,
    height: cardHeight,
    handles: [], // Svelte Flow draws no edges
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
    // a note is not a step of the flow: it is a separate tab stop behind the cards
    domAttributes: { tabindex: editing ? -1 : 0 },
    ariaLabel: `Note: ${text === '' ? 'nothing written yet' : legible(shortNote(text))}`,
  } as NoteNode;
}
