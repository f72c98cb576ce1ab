import { untrack } from 'svelte';
import type { Position } from '#engine/plan';
import type { CatalogView } from '../../state/catalog-view.svelte';
import type { Groups } from '../../state/groups.svelte';
import type { Numbers } from '../../state/numbers.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import type { PlanFlow } from '../../state/plan-flow.svelte';
import type { Selection } from '../../state/selection.svelte';
import { DrawnExtras, type DrawnNode } from '../groups/drawn';
import type { NoteEditor } from '../groups/note-editor.svelte';
import type { DrawnSelection } from '../interaction/drawn-selection.svelte';
import type { TabStop } from '../interaction/tab-stop.svelte';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { CanvasMarks } from './canvas-marks.svelte';
import { FlowModel, type CardNode } from './card-nodes';

/** Everything that determines how a node looks. */
interface Sources {
  readonly editor: PlanEditor;
  readonly catalog: CatalogView;
  readonly groups: Groups;
  readonly selection: Selection;
  readonly planFlow: PlanFlow;
  readonly numbers: Numbers;
  readonly visible: VisibleArea;
  readonly marks: CanvasMarks;
  readonly chosen: DrawnSelection;
  readonly tabStop: TabStop;
  readonly notes: NoteEditor;
  /** True while a drop would copy the dragged cards. */
  readonly copies: () => boolean;
}

/** The nodes that Svelte Flow gets: cards, blocks of collapsed groups, and notes. Svelte Flow moves them itself while they are dragged. */
export class CanvasNodes {
  all = $state.raw<DrawnNode[]>([]);
  #told: ReadonlySet<string> = new Set();
  readonly #of: Sources;
  readonly #cards: FlowModel;
  readonly #extras: DrawnExtras;

  constructor(sources: Sources) {
    this.#of = sources;
    const { cost } = sources.numbers;
    this.#cards = new FlowModel(cost);
    this.#extras = new DrawnExtras(cost);
  }

  /** Ids of the nodes and blocks that Svelte Flow gets: in a large plan those near the view. */
  readonly given: ReadonlySet<string> = $derived.by(() => new Set(this.#of.visible.nodes));
  /** In the order of the flow, in which a screen reader reads them. */
  readonly #inOrder = $derived.by(() => this.#of.groups.inPlaceOf(this.#of.planFlow.order).filter((id) => this.given.has(id)));

  /** Positions of the cards that are being dragged; their edges and the frames around them follow. Copies have neither yet. */
  readonly dragged: ReadonlyMap<string, Position> = $derived.by(() =>
    this.#of.copies()
      ? new Map()
      : new Map(this.all.flatMap(({ id, dragging, position: { x, y } }) => (dragging === true ? [[id, [x, y]] as const] : []))),
  );

  /** The selection that Svelte Flow last got. */
  get told(): ReadonlySet<string> {
    return this.#told;
  }

  /** Gives Svelte Flow the current nodes. The plan gets the position of a dragged card only when it is dropped. */
  update(): void {
    const { editor, catalog, groups, selection, visible, marks, chosen, tabStop, notes } = this.#of;
    const ids = this.#inOrder;
    const before = untrack(() => this.all);
    const held = new Map(before.flatMap((node) => (node.dragging === true ? [[node.id, node] as const] : [])));
    const common = {
      evaluation: editor.evaluation,
      marks: marks.drawn,
      selected: chosen.shown,
      lit: selection.lit,
      tabStop: tabStop.id,
      held,
    };
    const blocks = this.#extras.blocks(editor.plan, groups, ids, common);
    const cards = this.#cards.nodes(groups.shown, blocks.size === 0 ? ids : ids.filter((id) => !blocks.has(id)), {
      ...common,
      catalog,
      held: held as ReadonlyMap<string, CardNode>, // every element with the id of a card is a card
    });
    const written = visible.overview ? [] : this.#extras.notes(editor.plan.notes, notes, { selected: selection.notes, before });
    const next = [...joined(ids, cards, blocks), ...written];
    this.all = next;
    this.#told = new Set(next.flatMap(({ id, selected }) => (selected === true ? [id] : [])));
  }
}

/** Merges cards and blocks in one order. */
function joined(ids: readonly string[], cards: readonly CardNode[], blocks: ReadonlyMap<string, DrawnNode>): readonly DrawnNode[] {
  if (blocks.size === 0) return cards;
  const byId = new Map<string, DrawnNode>([...cards.map((card) => [card.id, card] as const), ...blocks]);
  return ids.flatMap((id) => byId.get(id) ?? []);
}
