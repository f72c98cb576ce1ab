import type { ExportPreview, ExportView, Input } from '#ipc';
import { foldersOf } from './file-tree';

export interface ExportChoiceParts {
  readonly view: (input: Input<'exportView'>) => Promise<ExportView>;
  readonly preview: (path: string) => Promise<ExportPreview | null>;
  readonly selected: () => Input<'exportView'>['selected'];
  /** Called with the error of a view or a preview. */
  readonly fail: (error: unknown) => void;
}

/** From this number of files on, folders are closed at first. */
const manyFiles = 150;

/** What the dialog shows: the chosen exporters with their files, one of which is previewed. */
export class ExportChoice {
  #view = $state.raw<ExportView | undefined>(undefined);
  #isBusy = $state(false);
  #targets = $state.raw<readonly string[] | null>(null);
  #path = $state<string | undefined>(undefined);
  #preview = $state.raw<ExportPreview | undefined>(undefined);
  /** A line of the previewed file that somebody asked for. */
  #line = $state<number | undefined>(undefined);
  #closed = $state.raw<ReadonlySet<string>>(new Set());
  /** Counts what was asked: a late answer to an earlier question is dropped. */
  #views = 0;
  #previews = 0;

  constructor(private readonly parts: ExportChoiceParts) {}

  get view(): ExportView | undefined {
    return this.#view;
  }

  /** True while files are being made. */
  get busy(): boolean {
    return this.#isBusy;
  }

  /** The chosen exporters; `null` for those that the plan calls for. */
  get targets(): readonly string[] | null {
    return this.#targets;
  }

  get path(): string | undefined {
    return this.#path;
  }

  /** The file of `path`, once it has come. */
  get preview(): ExportPreview | undefined {
    return this.#preview?.path === this.#path ? this.#preview : undefined;
  }

  get line(): number | undefined {
    return this.#line;
  }

  isOpen(folder: string): boolean {
    return !this.#closed.has(folder);
  }

  toggle(folder: string, open = !this.isOpen(folder)): void {
    const closed = new Set(this.#closed);
    if (open) closed.delete(folder);
    else closed.add(folder);
    this.#closed = closed;
  }

  /** Makes the files again: after the start, or after the folder or the plan has changed. */
  async load(): Promise<void> {
    const number = (this.#views += 1);
    this.#isBusy = true;
    try {
      const isFirst = this.#view === undefined;
      const view = await this.parts.view({ targets: this.#targets, selected: this.parts.selected() });
      if (number !== this.#views) return;
      this.#view = view;
      if (this.#targets && isSame(this.#targets, view.planned)) this.#targets = null; // the plan states them now
      if (isFirst && view.files.length > manyFiles) this.#closed = new Set(view.files.flatMap(({ path }) => foldersOf(path)));
      const kept = view.files.find(({ path }) => path === this.#path);
      const first =
        kept ?? view.files.find(({ path }) => path === view.aboutSelection) ?? view.files.find(({ path }) => path.endsWith('README.md'));
      await this.show((first ?? view.files[0])?.path, kept ? this.#line : undefined);
    } catch (error) {
      if (number === this.#views) this.parts.fail(error);
    } finally {
      if (number === this.#views) this.#isBusy = false;
    }
  }

  /** Chooses or leaves out an exporter. */
  choose(id: string, isChosen: boolean): Promise<void> {
    const now = this.#targets ?? this.#view?.planned ?? [];
    const order = this.#view?.targets.map((target) => target.id) ?? [];
    const next = order.filter((one) => (one === id ? isChosen : now.includes(one)));
    this.#targets = isSame(next, this.#view?.planned ?? []) ? null : next;
    return this.load();
  }

  /** Shows a file. @param line to bring into view */
  async show(path: string | undefined, line?: number): Promise<void> {
    const number = (this.#previews += 1);
    this.#path = path;
    this.#line = line;
    if (path === undefined) return;
    for (const folder of foldersOf(path)) if (!this.isOpen(folder)) this.toggle(folder, true);
    try {
      const preview = await this.parts.preview(path);
      if (number === this.#previews && preview) this.#preview = preview;
    } catch (error) {
      if (number === this.#previews) this.parts.fail(error);
    }
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
