import { createContext } from 'svelte';
import { tidyTask, type NodeId, type Plan, type Position, type Tidied, type TidyTask } from '#engine/plan';
import { counted } from '#engine/format';
import type { CanvasPort } from '../state/canvas-port.svelte';
import type { CatalogView } from '../state/catalog-view.svelte';
import { isDone, type Step } from '../state/history';
import type { Messages } from '../state/messages.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Selection } from '../state/selection.svelte';

/** Scope of tidying: the selection, the nodes added since the last tidying, or all. */
export type TidyScope = 'selection' | 'new' | 'everything';

/** A proposed tidy layout. */
export interface TidyPreview {
  readonly scope: TidyScope;
  readonly to: Readonly<Record<NodeId, Position>>;
  readonly crossings: Tidied['crossings'];
  /** The plan that it was made for. */
  readonly of: Plan;
}

/** Computes tidy layouts; tests pass fakes. */
export interface TidyWork {
  run(task: TidyTask, progress: (share: number) => void): Promise<Tidied | undefined>;
  stop(): void;
}

/**
 * Tidies the drawing: the new places are first proposed, then applied as one undo step or not at all.
 *
 * A node is new if it had no place in the file when it was opened, or was added since. Nodes within the scope of a tidying are no longer
 * new, unless it is undone.
 */
export class Tidier {
  /** Nodes that had a place when the plan was opened. */
  #placed: readonly NodeId[] = $state.raw([]);
  /** Nodes that each step of the history has tidied. */
  #tidied: readonly { readonly step: Step; readonly ids: readonly NodeId[] }[] = $state.raw([]);
  readonly #old: ReadonlySet<NodeId> = $derived.by(() => {
    const { history } = this.editor;
    return new Set([...this.#placed, ...this.#tidied.flatMap(({ step, ids }) => (isDone(history, step) ? ids : []))]);
  });
  #preview = $state.raw<TidyPreview | undefined>(undefined);
  #share = $state<number | undefined>(undefined);
  #lookBack: (() => void) | undefined;

  readonly #pins = $derived.by(() => this.editor.plan.pinned);
  /** Nodes that stay in place. */
  readonly pinned: ReadonlySet<NodeId> = $derived(new Set(this.#pins));
  /** The current proposal; none if the plan has changed. */
  readonly preview = $derived.by(() => (this.#preview?.of === this.editor.plan ? this.#preview : undefined));
  readonly hasNew = $derived.by(() => Object.keys(this.editor.plan.nodes).some((id) => !this.#old.has(id)));

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly catalog: CatalogView,
    private readonly messages: Messages,
    private readonly port: CanvasPort,
    private readonly work: TidyWork,
  ) {}

  /** Progress from 0 to 1, while the work is under way. */
  get share(): number | undefined {
    return this.#share;
  }

  /** Called after another plan was opened. */
  opened(): void {
    this.work.stop();
    this.#preview = undefined;
    this.#placed = Object.keys(this.editor.plan.layout);
    this.#tidied = [];
  }

  /** Computes the new places and shows them. */
  async start(scope: TidyScope): Promise<void> {
    const { editor, catalog, messages } = this;
    this.cancel();
    const plan = editor.plan;
    const task = tidyTask(editor.placed, (id) => catalog.stageOf(plan.nodes[id]), this.#idsIn(scope));
    try {
      this.#share = 0;
      const tidied = await this.work.run(task, (share) => (this.#share = share));
      this.#share = undefined;
      if (!tidied || editor.plan !== plan) return;
      if (Object.keys(tidied.to).length === 0) {
        messages.show({ tone: 'info', text: this.#nothingToMove(task) });
        return;
      }
      this.#preview = { scope, ...tidied, of: plan };
      // every moving card is visible in its old and in its new place
      this.#lookBack = this.port.actions?.lookAt([...Object.values(editor.placed.layout), ...Object.values(tidied.to)]);
    } catch (error) {
      this.#share = undefined;
      messages.fail(error);
    }
  }

  /** Applies the proposal. */
  apply(): void {
    const { preview, editor, selection, port } = this;
    this.#preview = undefined;
    this.#lookBack = undefined;
    if (!preview) return;
    const ids = Object.keys(preview.to);
    const tidied = this.#idsIn(preview.scope === 'selection' ? 'selection' : 'everything');
    if (!editor.edit(labels[preview.scope], [{ type: 'move-nodes', to: preview.to }])) return;
    const step = editor.history.steps[editor.history.at - 1];
    if (step) this.#tidied = [...this.#tidied, { step, ids: tidied }];
    this.messages.announce(`${counted(ids.length, 'node')} moved. Undo brings ${ids.length === 1 ? 'it' : 'them'} back.`);
    if (preview.scope !== 'everything') selection.show(ids);
    port.actions?.focus();
  }

  /** Discards the proposal. */
  cancel(): void {
    this.work.stop();
    this.#share = undefined;
    if (!this.#preview) return;
    this.#preview = undefined;
    this.#lookBack?.();
    this.#lookBack = undefined;
    this.port.actions?.focus();
  }

  /** Pins the selection; unpins it if all of it is pinned. */
  pin(): void {
    const ids = [...this.selection.nodes];
    const pinned = !this.selectionIsPinned;
    const what = counted(ids.length, 'node');
    if (this.editor.edit(`${pinned ? 'Pin' : 'Unpin'} ${what}`, [{ type: 'pin-nodes', ids, pinned }]))
      this.messages.announce(`${what} ${pinned ? 'pinned: tidying leaves it where it is.' : 'no longer pinned.'}`);
  }

  get selectionIsPinned(): boolean {
    return this.selection.nodes.size > 0 && [...this.selection.nodes].every((id) => this.pinned.has(id));
  }

  #idsIn(scope: TidyScope): NodeId[] {
    const ids = Object.keys(this.editor.plan.nodes);
    switch (scope) {
      case 'selection':
        return [...this.selection.nodes];
      case 'new':
        return ids.filter((id) => !this.#old.has(id));
      case 'everything':
        return ids;
    }
  }

  #nothingToMove({ moving }: TidyTask): string {
    return moving.length === 0 ? 'All of it is pinned: nothing may move.' : 'It is tidy already: nothing would move.';
  }
}

const labels: Readonly<Record<TidyScope, string>> = {
  selection: 'Tidy the selection',
  new: 'Tidy what is new',
  everything: 'Tidy everything',
};

export const [getTidier, setTidier] = createContext<Tidier>();
