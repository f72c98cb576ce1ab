import type { FileState, OpenedPlan } from '#ipc';
import { ask, unwrap } from '../state/ask';
import type { Groups } from '../state/groups.svelte';
import type { Messages } from '../state/messages.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { Selection } from '../state/selection.svelte';
import type { Library, SeenView } from '../storage/database';
import type { Journal } from '../history/journal';
import { isTyping } from '../wording/keys';

/** How long a save waits for the undo history to be written, in milliseconds. */
const patienceMs = 500;

/** The window's plan as a file: it is opened, saved and shown where it was looked at last. */
export class PlanFiles {
  /** Whether no plan is open yet. */
  welcome = $state(true);
  /** How many plans were opened: the canvas starts anew with each. */
  opened = $state(0);
  /** Where the plan was looked at last. */
  startAt = $state.raw<SeenView['viewport'] | undefined>(undefined);

  constructor(
    private readonly editor: PlanEditor,
    private readonly selection: Selection,
    private readonly groups: Groups,
    private readonly messages: Messages,
    private readonly library: Library,
    private readonly journal: Journal,
  ) {}

  async show(document: OpenedPlan): Promise<void> {
    const key = placeOf(document.file);
    const seen = key === undefined ? undefined : await this.library.views.get(key).catch(() => undefined);
    const { history, isOfAnotherPlan } = await this.journal.read(document.file.id, document.plan, document.trail);
    this.startAt = seen?.viewport;
    this.selection.clear();
    this.groups.start(seen?.collapsed ?? []);
    this.selection.lookAt(undefined);
    this.editor.open(document, history);
    this.messages.closeAbout('file');
    this.welcome = false;
    this.opened += 1;
    if (isOfAnotherPlan && this.editor.history === history)
      this.messages.show({
        tone: 'info',
        text: `“${document.file.name ?? document.plan.name}” is not as it was when it was last open here. Undo starts anew.`,
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

  /** Has what was done to the plan kept, so that undo goes on after a restart. */
  keepHistory(): void {
    this.journal.keep(this.editor.file.id, this.editor.keptHistory);
  }

  /** What was typed last is handed over and kept: the window may go. */
  settle(): void {
    this.when(async () => {
      await ask('settled', undefined);
    });
  }

  /** Keeps where the plan is looked at, and which groups are collapsed. */
  seen(viewport: SeenView['viewport']): void {
    const document = placeOf(this.editor.file);
    if (document !== undefined)
      this.library.views
        .put({ document, viewport: { ...viewport }, collapsed: [...this.groups.collapsed], seen: Date.now() })
        .catch(() => undefined);
  }

  dropped(file: File): void {
    this.when(async () => unwrap(await window.pipedraft.openDropped(file)));
  }

  /** Saves the plan. Why it failed is shown until another try. */
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

  #saved(file: FileState | null): void {
    if (!file) return;
    this.editor.setFile(file);
    this.messages.closeAbout('file');
    this.messages.announce(`${file.name} saved.`);
  }

  readAgain(): void {
    this.when(() => ask('revert', undefined));
  }

  /** Another program did something to the plan's file. */
  changedOutside(how: 'changed' | 'gone' | 'back'): void {
    const { messages, editor } = this;
    messages.closeAbout('file');
    if (how === 'gone')
      messages.show({
        tone: 'error',
        about: 'file',
        text: `“${editor.file.name}” is not there any more.`,
        fix: 'Your plan is still open here. Save writes the file again.',
      });
    if (how === 'changed')
      messages.show({
        tone: 'error',
        about: 'file',
        text: `“${editor.file.name}” was changed by another program.`,
        fix: 'Your plan is still open here, as you see it.',
        action: { title: 'Read the file again', run: () => this.readAgain() },
      });
  }

  /** Does something with the plan's file, when the main process has everything that was typed. */
  when(work: () => Promise<unknown>): void {
    void this.doing(async () => {
      await this.#handOver();
      await work();
    });
  }

  /** Does something, and shows what went wrong. */
  async doing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.messages.fail(error);
    }
  }

  /** What is being typed is taken over as when its field is left; then the main process gets it. */
  async #handOver(): Promise<void> {
    if (this.welcome) return; // there is no plan yet
    const field = document.activeElement;
    if (field instanceof HTMLElement && isTyping(field)) {
      field.blur();
      if (field.isConnected) field.focus();
    }
    await this.editor.handOver();
    this.keepHistory();
    // a file is not to be ahead of its history, nor to wait for a database that does not answer
    await Promise.race([this.journal.flush(), new Promise((done) => setTimeout(done, patienceMs))]);
  }
}

/** How the library names a plan: by the place of its file. */
export function placeOf({ name, folder }: FileState): string | undefined {
  return name === null ? undefined : `${folder ?? ''}/${name}`;
}
