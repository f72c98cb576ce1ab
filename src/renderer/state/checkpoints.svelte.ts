import { createContext } from 'svelte';
import { mebibytes } from '#engine/format';
import type { TextBase } from '#engine/plan';
import type { CheckpointFigures, ComparedWith, FileState, Input, PlanNow, WrittenPlan } from '#ipc';
import {
  DamagedCheckpoint,
  NoRoom,
  type CheckpointStore,
  type ListedCheckpoint,
  type RemovedCheckpoint,
} from '../storage/checkpoint-store';
import type { MadeBy } from '../storage/database';
import { checkpointTitle } from '../wording/checkpoint-words';
import { Refusal } from './ask';

export type { ListedCheckpoint } from '../storage/checkpoint-store';

/** A checkpoint that can be used. */
export type WholeCheckpoint = Extract<ListedCheckpoint, { readonly state: 'whole' }>;

export interface CheckpointsParts {
  readonly store: CheckpointStore;
  /** The text of the window's plan. */
  readonly text: (of: Input<'planText'>['of']) => Promise<PlanNow | null>;
  /** The text that the plan's file was opened with. */
  readonly openedText: () => Promise<TextBase | null>;
  readonly figures: (written: WrittenPlan) => Promise<CheckpointFigures>;
  /** Shows that an automatic checkpoint could not be kept. */
  readonly warn: (words: { readonly problem: string; readonly fix: string }) => void;
}

/** The checkpoints of the window's plan. */
export class Checkpoints {
  #list = $state.raw<readonly ListedCheckpoint[] | undefined>(undefined);
  #used = $state(0);
  /** One after the other: a plan that was opened has its list before its first checkpoint is kept. */
  #last: Promise<unknown> = Promise.resolve();
  /** Id of the file that the list is for. */
  #document: string | undefined;
  /** Text of the last save that has a checkpoint. */
  #saved: string | undefined;
  /** An automatic checkpoint that fails is said once. */
  #hasWarned = false;

  constructor(private readonly parts: CheckpointsParts) {}

  /** Newest first; `undefined` until they are read. */
  get list(): readonly ListedCheckpoint[] | undefined {
    return this.#list;
  }

  /** Bytes of the checkpoints of all plans. */
  get used(): number {
    return this.#used;
  }

  /** Bytes that all checkpoints together may have. */
  get most(): number {
    return this.parts.store.mostBytes;
  }

  /** A plan was opened in the window. @param isEmpty true for a plan without content, which says nothing about where its file comes from */
  opened(file: FileState, isEmpty: boolean): void {
    void this.#automatic(async () => {
      this.#document = file.id;
      this.#saved = undefined;
      this.#list = undefined;
      if (file.name === null || isEmpty) return;
      const opened = await this.parts.openedText();
      if (opened && this.#document === file.id) await this.parts.store.opened(file.id, opened.text);
    });
  }

  /** Keeps a checkpoint of the last save, if there is one that has none yet. */
  async saved(): Promise<void> {
    await this.#automatic(async () => {
      const now = await this.parts.text('save');
      if (!now || now.text === this.#saved) return;
      if (this.#document !== undefined) await this.parts.store.follow(this.#document, now.file.id);
      this.#document = now.file.id;
      await this.#add(now, 'save');
      this.#saved = now.text;
    });
  }

  /** Keeps an automatic checkpoint of the plan as it is. The main process must have the last edits. */
  async keep(made: Exclude<MadeBy, 'hand' | 'save'>): Promise<void> {
    await this.#automatic(async () => {
      const now = await this.parts.text('now');
      if (now) await this.#add(now, made);
    });
  }

  /** Keeps a checkpoint under a name. @returns its id. @throws Refusal if it cannot be kept */
  async keepAs(name: string): Promise<number | undefined> {
    return this.#inTurn(async () => {
      const now = await this.parts.text('now');
      return now ? this.#add(now, 'hand', name) : undefined;
    });
  }

  /** Reads the list, and again whenever any window changes it. @returns a function that stops that */
  watch(document: string, fail: (error: unknown) => void): () => void {
    let isOver = false;
    const read = async () => {
      const [list, used] = [await this.parts.store.list(document), await this.parts.store.bytesUsed()];
      if (!isOver) [this.#list, this.#used] = [list, used];
    };
    const stop = this.parts.store.watch(document, () => void read().catch((error: unknown) => fail(refusalFor(error))));
    return () => {
      isOver = true;
      stop();
    };
  }

  /** Works out the figures of checkpoints that have none, one after the other. What cannot be read has none. */
  async addFigures(fail: (error: unknown) => void): Promise<void> {
    for (const one of this.#list ?? []) {
      if (one.state !== 'whole' || one.figures !== null || this.#tried.has(one.id)) continue;
      this.#tried.add(one.id);
      await this.#setFigures(one.id, await this.textOf(one.id)).catch((error: unknown) => {
        if (!(error instanceof Refusal)) fail(error); // choosing the checkpoint says why
      });
    }
  }

  readonly #tried = new Set<number>();

  /** @throws Refusal if it is damaged */
  textOf(id: number): Promise<WrittenPlan> {
    return refusing(() => this.parts.store.textOf(id));
  }

  /** The text and title of the checkpoint that a plan is to be compared with, if it is one. @throws Refusal if it is damaged */
  async named(other: ComparedWith | null): Promise<Pick<Input<'compare'>, 'checkpoint'>> {
    if (other?.kind !== 'checkpoint') return {};
    const one = this.#list?.find(({ id }) => id === other.id);
    return { checkpoint: { ...(await this.textOf(other.id)), title: one?.state === 'whole' ? checkpointTitle(one) : '' } };
  }

  rename(id: number, name: string): Promise<void> {
    return refusing(() => this.parts.store.rename(id, name));
  }

  remove(id: number): Promise<RemovedCheckpoint> {
    return refusing(() => this.parts.store.remove(id));
  }

  putBack(removed: RemovedCheckpoint): Promise<void> {
    return refusing(() => this.parts.store.putBack(removed));
  }

  async #add(now: PlanNow, made: MadeBy, name = ''): Promise<number> {
    const { text, format, file } = now;
    const id = await this.parts.store.add(file, { text, format }, made, name);
    // later, and without a word if it fails: the list works out what is missing
    void this.#setFigures(id, { text, format }).catch(() => undefined);
    return id;
  }

  async #setFigures(id: number, written: WrittenPlan): Promise<void> {
    await this.parts.store.setFigures(id, await this.parts.figures(written));
  }

  async #automatic(work: () => Promise<void>): Promise<void> {
    try {
      await this.#inTurn(work);
    } catch (error) {
      if (this.#hasWarned) return;
      this.#hasWarned = true;
      this.parts.warn(refusalFor(error).refused);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => refusing(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalFor(error);
  }
}

/** An error of the database in words. */
function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DamagedCheckpoint)
    return new Refusal({ problem: 'This checkpoint is damaged: its text is not the one that was kept.', fix: 'Choose another one.' });
  if (error instanceof NoRoom)
    return new Refusal({
      problem: 'There is no room for another checkpoint: named ones alone fill what all plans may have together.',
      fix: 'Delete some of them in File > Checkpoints.',
    });
  if (isFull(error))
    return new Refusal({
      problem: 'The disk has no room for another checkpoint. Those that there are stay as they are, and so does the plan.',
      fix: 'Free some space on the disk, or delete checkpoints in File > Checkpoints.',
    });
  const why = error instanceof Error ? error.name : 'unknown';
  return new Refusal({
    problem: `Checkpoints could not be kept or read: the database of the window gave the error ${why}.`,
    fix: 'Plans are not affected. Free some space on the disk, then start Pipedraft again.',
  });
}

/** True if the browser gives the database no more room. Dexie has that in the error of the transaction that it ended. */
function isFull(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { readonly name?: unknown; readonly inner?: unknown };
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== null && inner !== error && isFull(inner));
}

/** Bytes used and allowed, in words. */
export function roomWords(used: number, most: number): string {
  const words = used < 1024 * 1024 ? `${Math.ceil(used / 1024)} KiB` : mebibytes(used);
  return `${words} of ${mebibytes(most)} used by the checkpoints of all plans`;
}

export const [getCheckpoints, setCheckpoints] = createContext<Checkpoints>();
