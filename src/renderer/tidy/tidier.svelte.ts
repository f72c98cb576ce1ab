import { createContext } from 'svelte';
import { tidyTask, type NodeId, type Plan, type Position, type Tidied, type TidyTask } from '#engine/plan';
import { count } from '../wording/format';
import type { CanvasPort } from '../state/canvas-port.svelte';
import type { CatalogView } from '../state/catalog-view.svelte';
import { isDone, type Step } from '../state/history';
import type { Messages } from '../state/messages.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Selection } from '../state/selection.svelte';

/** How much is tidied: what is selected, what came since the plan was tidied last, or all of it. */
export type TidyScope = 'selection' | 'new' | 'everything';

/** A tidy layout that is shown but not taken over. */
export interface TidyPreview {
  readonly scope: TidyScope;
  readonly to: Readonly<Record<NodeId, Position>>;
  readonly crossings: Tidied['crossings'];
  /** The plan that it is of. */
  readonly of: Plan;
}

/** Whoever works tidy layouts out; tests put their own in. */
export interface TidyWork {
  run(task: TidyTask, progress: (share: number) => void): Promise<Tidied | undefined>;
  stop(): void;
}

/**
 * Tidies the drawing: the new places are shown first, and taken over as one undo step or not at all.
 *
 * New is a node that had no place in the file when it was opened, or that was added since; tidying makes what it was asked to tidy old, for as
 * long as it is not undone.
 */
export class Tidier {
  /** What had a place when the plan was opened. */
  #placed: readonly NodeId[] = $state.raw([]);
  /** What each step of the history has tidied. */
  #tidied: readonly { readonly step: Step; readonly ids: readonly NodeId[] }[] = $state.raw([]);
  readonly #old: ReadonlySet<NodeId> = $derived.by(() => {
    const { history } = this.editor;
    return new Set([...this.#placed, ...this.#tidied.flatMap(({ step, ids }) => (isDone(history, step) ? ids : []))]);
  });
  #preview = $state.raw<TidyPreview | undefined>(undefined);
  #share = $state<number | undefined>(undefined);
  #lookBack: (() => void) | undefined;

  readonly #pins = $derived.by(() => this.editor.plan.pinned);
  /** Nodes that stay where they are. */
  readonly pinned: ReadonlySet<NodeId> = $derived(new Set(this.#pins));
  /** What is shown now; nothing once the plan is another. */
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

  /** How much of the work is done, from 0 to 1, while it is under way. */
  get share(): number | undefined {
    return this.#share;
  }

  /** To be called when another plan was opened. */
  opened(): void {
    this.work.stop();
    this.#preview = undefined;
    this.#placed = Object.keys(this.editor.plan.layout);
    this.#tidied = [];
  }

  /** Works out the new places and shows them. */
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
      // what would move is seen where it is and where it would go
      this.#lookBack = this.port.actions?.lookAt([...Object.values(editor.placed.layout), ...Object.values(tidied.to)]);
    } catch (error) {
      this.#share = undefined;
      messages.fail(error);
    }
  }

  /** Takes the shown places over. */
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
    this.messages.announce(`${count(ids.length, 'node')} moved. Undo brings ${ids.length === 1 ? 'it' : 'them'} back.`);
    if (preview.scope !== 'everything') selection.show(ids);
    port.actions?.focus();
  }

  /** Leaves everything as it was. */
  cancel(): void {
    this.work.stop();
    this.#share = undefined;
    if (!this.#preview) return;
    this.#preview = undefined;
    this.#lookBack?.();
    this.#lookBack = undefined;
    this.port.actions?.focus();
  }

  /** Pins what is selected where it is; lets go of it when all of it is pinned. */
  pin(): void {
    const ids = [...this.selection.nodes];
    const pinned = !this.selectionIsPinned;
    const what = count(ids.length, 'node');
    if (this.editor.edit(`${pinned ? 'Pin' : 'Unpin'} ${what}`, [{ type: 'pin-nodes', ids, pinned }]))
      this.messages.announce(`${what} ${pinned ? 'pinned: tidying leaves it where it is.' : 'not pinned any more.'}`);
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
