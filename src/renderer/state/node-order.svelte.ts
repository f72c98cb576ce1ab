import { createContext } from 'svelte';
import { reorder, type LaneId, type NodeId } from '#engine/plan';
import { shownTitleOf } from '../wording/shown';
import { counted } from '#engine/format';
import type { CanvasPort } from './canvas-port.svelte';
import type { CatalogView } from './catalog-view.svelte';
import type { Messages } from './messages.svelte';
import type { PlanEditor } from './plan-editor.svelte';
import type { PlanFlow } from './plan-flow.svelte';
import type { Selection } from './selection.svelte';

/** Changes the reading order of the plan within the limits of its edges: the order of the file, of the outline and of a screen reader. */
export class NodeOrder {
  constructor(
    private readonly editor: PlanEditor,
    private readonly flow: PlanFlow,
    private readonly selection: Selection,
    private readonly catalog: CatalogView,
    private readonly messages: Messages,
    private readonly port: CanvasPort,
  ) {}

  /** The lane that all selected nodes are in. */
  get #lane(): LaneId | undefined {
    let lane: LaneId | undefined;
    for (const id of this.selection.nodes) {
      const one = this.#laneOf(id);
      if (one === undefined || (lane !== undefined && one !== lane)) return undefined;
      lane = one;
    }
    return lane;
  }

  /** True if the selected nodes can change their place in their lane. */
  get canMove(): boolean {
    return this.#lane !== undefined;
  }

  /** Moves the selected nodes before the previous node of their lane, or after the next one. */
  moveBy(step: -1 | 1): void {
    const lane = this.#lane;
    const peers = this.flow.order.filter((id) => this.#laneOf(id) === lane);
    const ids = peers.filter((id) => this.selection.nodes.has(id));
    const last = step < 0 ? ids[0] : ids.at(-1);
    if (lane === undefined || last === undefined) return;
    const beside = peers[peers.indexOf(last) + step];
    if (beside !== undefined) this.put(ids, beside, step < 0 ? 'before' : 'after');
    else this.messages.announce(`${this.#titleOf(last)} is the ${step < 0 ? 'first' : 'last'} of its stage.`);
  }

  /** Moves nodes directly before or after another, or says which of them cannot move because of their edges. */
  put(ids: readonly NodeId[], beside: NodeId, side: 'before' | 'after'): void {
    const { editor, flow, messages } = this;
    const [first] = ids;
    if (first === undefined) return;
    const result = reorder(editor.plan, (id) => this.catalog.stageOf(editor.plan.nodes[id]), ids, beside, side);
    if ('must' in result) {
      const [one, other] = result.must;
      messages.show({ tone: 'info', text: `“${this.#titleOf(one)}” stays before “${this.#titleOf(other)}”: edges lead from it to there.` });
      return;
    }
    const what = ids.length === 1 ? `“${this.#titleOf(first)}”` : counted(ids.length, 'node');
    const done = `Put ${what} ${side} “${this.#titleOf(beside)}”`;
    this.port.outline?.sortAsPlanned();
    if (!editor.edit(done, [{ type: 'order-nodes', order: result.order }])) return;
    messages.announce(`${done}: step ${flow.stepOf(first)} of ${flow.order.length}.`);
  }

  #laneOf(id: NodeId): LaneId | undefined {
    const node = this.editor.plan.nodes[id];
    return node && this.catalog.laneOf(node);
  }

  #titleOf(id: NodeId): string {
    return shownTitleOf(this.editor.plan, id);
  }
}

export const [getNodeOrder, setNodeOrder] = createContext<NodeOrder>();
