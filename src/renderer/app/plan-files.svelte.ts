import type { FileState, KeptPage, OpenedPlan } from '#ipc';
import { ask, unwrap } from '../state/ask';
import type { Checkpoints } from '../state/checkpoints.svelte';
import type { Groups } from '../state/groups.svelte';
import type { Messages } from '../state/messages.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Selection } from '../state/selection.svelte';
import type { WindowDatabase, SeenView } from '../storage/database';
import type { Journal } from '../history/journal';
import { isTyping } from '../wording/keys';

/** Time that a save waits for the undo history to be written, in milliseconds. */
const patienceMs = 500;

/** The window's plan as a file: opens and saves it, and restores its last viewport. */
export class PlanFiles {
  /** True while no plan is open. */
  welcome = $state(true);
  /** Number of plans that were opened: each gets a new canvas. */
  opened = $state(0);
  /** The last viewport of the plan. */
  startAt = $state.raw<SeenView['viewport'] | undefined>(undefined);

  #canvasSize: SeenView['viewport']['size'];

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly groups: Groups,
    private readonly messages: Messages,
    private readonly database: WindowDatabase,
    private readonly journal: Journal,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** @param kept what was seen of the plan before its page was closed */
  async show(document: OpenedPlan, kept: KeptPage | null = null): Promise<void> {
    // before anything is waited for: what is said of this plan's file meanwhile stays
    this.messages.closeAbout('file');
    this.messages.closeAbout('merge');
    this.messages.closeAbout('project');
    const key = placeOf(document.file);
    const seen = key === undefined ? undefined : await this.database.views.get(key).catch(() => undefined);
    const { history, isOfAnotherPlan } = await this.journal.read(document.file.id, document.plan, document.trail);
    this.startAt = kept?.viewport ?? seen?.viewport;
    this.selection.clear();
    this.groups.start(seen?.collapsed ?? []);
    this.selection.lookAt(undefined);
    this.editor.open(document, history);
    if (kept) this.selection.select(kept.selected.nodes, kept.selected.edges, kept.selected.notes);
    this.welcome = false;
    this.opened += 1;
    this.checkpoints.opened(document.file, Object.keys(document.plan.nodes).length === 0);
    if (document.trail) void this.doing(() => this.#historyKept());
    if (isOfAnotherPlan && this.editor.history === history)
      this.messages.show({
        tone: 'info',
        text: `“${document.file.name ?? document.plan.name}” has changed since it was last open here. The undo history is empty.`,
      });
    if (document.notice) {
      const { text, fix, canDiscard } = document.notice;
      const discard = { title: 'Discard', run: () => this.readAgain() };
      this.messages.show({
        tone: 'info',
        about: 'file',
        text,
        ...(fix === undefined ? {} : { fix, stays: true }),
        ...(canDiscard ? { stays: true, action: discard } : {}),
      });
    }
  }

  /** Stores the undo history, so that undo works after a restart. */
  keepHistory(): void {
    this.journal.keep(this.editor.file.id, this.editor.keptHistory);
  }

  /** Sends and stores the last edits: the window may close. */
  settle(): void {
    this.when(async () => {
      await this.checkpoints.saved(); // the question before closing saves as well
      await ask('settled', undefined);
    });
  }

  /** Stores the viewport of the plan and its collapsed groups. @param size of the canvas; the last one if left out */
  seen(viewport: SeenView['viewport'], size = this.#canvasSize): void {
    this.#canvasSize = size;
    const document = placeOf(this.editor.file);
    if (document !== undefined)
      this.database.views
        .put({
          document,
          viewport: { ...viewport, ...(size ? { size: { ...size } } : {}) },
          collapsed: [...this.groups.collapsed],
          seen: Date.now(),
        })
        .catch(() => undefined);
  }

  /** Opens dropped files, each by itself: one that cannot be opened keeps no other from it. */
  dropped(files: readonly File[]): void {
    this.when(async () => {
      for (const file of files) {
        try {
          unwrap(await window.pipedraft.openDropped(file));
        } catch (error) {
          this.messages.fail(error, 'unopened');
        }
      }
    });
  }

  /** Saves the plan. An error stays on screen until the next try. */
  save(how: 'save' | 'saveAs'): void {
    this.when(async () => {
      this.messages.closeAbout('save');
      try {
        this.#saved(await ask(how, undefined));
      } catch (error) {
        this.messages.fail(error, 'save');
      }
    });
  }

  /** Saves the plan, if it has changes or no file yet, and runs some work on it. Nothing is run if the user cancels the save. */
  saved(work: () => Promise<unknown>): void {
    this.when(async () => {
      this.messages.closeAbout('save');
      const { name, dirty } = this.editor.file;
      if (name === null || dirty) {
        const file = await ask('save', undefined).catch((error: unknown) => this.messages.fail(error, 'save'));
        if (!file) return;
        this.#saved(file);
      }
      await work();
    });
  }

  #saved(file: FileState | null): void {
    if (!file) return;
    this.editor.setFile(file);
    this.messages.closeAbout('file');
    this.messages.closeAbout('merge');
    this.messages.announce(`${file.name} saved.`);
    void this.checkpoints.saved();
  }

  readAgain(): void {
    this.when(() => ask('revert', undefined));
  }

  /** Another program changed the plan's file. @param merge brings its changes into the plan */
  changedOutside(how: 'changed' | 'gone' | 'back', merge: () => void): void {
    const { messages, editor } = this;
    messages.closeAbout('file');
    if (how === 'gone')
      messages.show({
        tone: 'error',
        about: 'file',
        text: `“${editor.file.name}” is no longer there.`,
        fix: 'Your plan is still open here. Save writes the file again.',
      });
    if (how === 'changed')
      messages.show({
        tone: 'error',
        about: 'file',
        text: `“${editor.file.name}” was changed by another program.`,
        fix: 'Your plan is still open here, as you see it.',
        ...(editor.file.dirty ? { next: { title: 'Merge', run: merge } } : {}),
        action: { title: 'Read the file again', run: () => this.readAgain() },
      });
  }

  /** Runs some work on the plan's file once the main process has all edits. */
  when(work: () => Promise<unknown>): void {
    void this.doing(async () => {
      await this.#handOver();
      await work();
    });
  }

  /** Runs some work, and shows its error. */
  async doing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.messages.fail(error);
    }
  }

  /** Commits the field being edited, then sends the plan to the main process. */
  async #handOver(): Promise<void> {
    if (this.welcome) return; // there is no plan yet
    const field = document.activeElement;
    if (field instanceof HTMLElement && isTyping(field)) {
      field.blur();
      if (field.isConnected) field.focus();
    }
    await this.editor.handOver();
    // saving waits for the history, but not for a database that does not answer: until then the main process keeps the last changes
    await Promise.race([this.#historyKept(), new Promise((done) => setTimeout(done, patienceMs))]);
  }

  /** Stores the undo history and reports it. */
  async #historyKept(): Promise<void> {
    this.keepHistory();
    const revision = this.editor.keptRevision;
    await this.journal.flush();
    await ask('historyKept', { revision });
  }
}

/** The key of a plan in the database: the path of its file. */
export function placeOf({ name, folder }: FileState): string | undefined {
  return name === null ? undefined : `${folder ?? ''}/${name}`;
}
