import { liveQuery } from 'dexie';
import type { CheckpointFigures, WrittenPlan } from '#ipc';
import type { KeptCheckpoint, MadeBy, WindowDatabase } from './database';
import { digest } from './digest';
import { outdated, toMakeRoom, type Thinnable } from './thinning';

/*
 * The checkpoints of all plans in the window's database. It is one thing: rows, their texts, the lists of files and the limit change
 * together, each in one transaction, so that two windows can write at once.
 */

/** The file of a plan, as far as checkpoints need it. */
export interface CheckpointFile {
  /** By `FileState.id`. */
  readonly id: string;
  readonly name: string | null;
}

/** A row of the list: a checkpoint, or what is left of one. */
export type ListedCheckpoint =
  | (Omit<KeptCheckpoint, 'version' | 'line'> & { readonly state: 'whole' })
  | { readonly state: 'damaged' | 'newer'; readonly id: number; readonly time: number | null; readonly name: string };

/** What was removed, to put it back. */
export interface RemovedCheckpoint {
  readonly row: unknown;
  readonly text: unknown;
}

/** Texts of all checkpoints together, in bytes. */
export const mostCheckpointBytes = 64 * 1024 * 1024;

/** The limit leaves no room for a checkpoint: named ones alone fill it. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/** A checkpoint whose text is not the one that was kept. */
export class DamagedCheckpoint extends Error {
  override readonly name = 'DamagedCheckpoint';
}

export interface CheckpointStoreOptions {
  readonly now?: () => number;
  readonly mostBytes?: number;
  readonly newLine?: () => string;
}

/** Keeps checkpoints. Every method throws what the database throws. */
export class CheckpointStore {
  readonly #now: () => number;
  readonly mostBytes: number;
  readonly #newLine: () => string;

  constructor(
    private readonly database: WindowDatabase,
    { now = Date.now, mostBytes = mostCheckpointBytes, newLine = () => crypto.randomUUID() }: CheckpointStoreOptions = {},
  ) {
    this.#now = now;
    this.mostBytes = mostBytes;
    this.#newLine = newLine;
  }

  /**
   * Keeps a checkpoint. If the newest one of the file has the same text, an automatic one only adds its reason to that.
   * @param name empty for an automatic one
   * @returns its id
   * @throws NoRoom if the limit is reached and only named ones are left
   */
  async add(file: CheckpointFile, { text, format }: WrittenPlan, made: MadeBy, name = ''): Promise<number> {
    const [hash, bytes, time] = [await digest(text), new Blob([text]).size, this.#now()];
    const { checkpoints, checkpointTexts } = this.database;
    return this.#changing(async () => {
      const line = await this.#lineFor(file.id);
      const rows = await checkpoints.where({ line }).toArray();
      const newest = rows.filter((row) => isReadable(row) && row.document === file.id).at(-1);
      if (newest?.digest === hash && name === '') {
        if (!newest.made.includes(made)) await checkpoints.update(newest.id, { made: [...newest.made, made] });
        return newest.id;
      }
      await this.#makeRoom(bytes);
      const row = { version: 1, line, document: file.id, file: file.name, time, name, made: [made], format, digest: hash, bytes } as const;
      const id = await checkpoints.add({ ...row, figures: null });
      await checkpointTexts.put({ id, text });
      await this.#remove(outdated([...rows, { ...row, id, figures: null }].flatMap(thinnable), time));
      return id;
    });
  }

  /** The checkpoints of a file, newest first. */
  async list(document: string): Promise<readonly ListedCheckpoint[]> {
    const { planLines, checkpoints, checkpointTexts } = this.database;
    const known = await planLines.get(document);
    if (!known) return [];
    const rows: readonly unknown[] = await checkpoints.where({ line: known.line }).toArray();
    const listed: ListedCheckpoint[] = [];
    for (const row of rows) {
      const { id, time, name } = row as Partial<KeptCheckpoint> & { readonly id: number }; // the key of the table
      const rest = { id, time: typeof time === 'number' ? time : null, name: typeof name === 'string' ? name : '' };
      if (isOfLaterVersion(row)) listed.push({ state: 'newer', ...rest });
      else if (!isReadable(row) || !(await isWhole(row, await checkpointTexts.get(id)))) listed.push({ state: 'damaged', ...rest });
      else {
        const { version: _, line: __, ...shown } = row;
        listed.push({ state: 'whole', ...shown });
      }
    }
    return listed.sort((a, b) => (b.time ?? 0) - (a.time ?? 0) || b.id - a.id);
  }

  /** Tells of the list as it is, and whenever any window changes it. @returns a function that stops that */
  watch(document: string, changed: () => void): () => void {
    const { planLines, checkpoints } = this.database;
    const rows = async () => {
      const known = await planLines.get(document);
      return known ? checkpoints.where({ line: known.line }).toArray() : [];
    };
    const watching = liveQuery(rows).subscribe({ next: changed, error: changed }); // reading the list gives the error
    return () => watching.unsubscribe();
  }

  /** The text of a checkpoint. @throws DamagedCheckpoint if it is not the one that was kept */
  async textOf(id: number): Promise<WrittenPlan> {
    const row: unknown = await this.database.checkpoints.get(id);
    const kept = await this.database.checkpointTexts.get(id);
    if (!kept || !isReadable(row) || !(await isWhole(row, kept))) throw new DamagedCheckpoint(`checkpoint ${id}`);
    return { text: kept.text, format: row.format };
  }

  /** @param name empty to make it an automatic one again */
  async rename(id: number, name: string): Promise<void> {
    await this.database.checkpoints.update(id, { name });
  }

  async setFigures(id: number, figures: CheckpointFigures): Promise<void> {
    await this.database.checkpoints.update(id, { figures });
  }

  /** Removes a checkpoint. @returns what `putBack` needs */
  async remove(id: number): Promise<RemovedCheckpoint> {
    const { checkpoints, checkpointTexts } = this.database;
    return this.#changing(async () => {
      const removed = { row: await checkpoints.get(id), text: await checkpointTexts.get(id) };
      await this.#remove(new Set([id]));
      return removed;
    });
  }

  /** Undoes `remove`, whatever the rows hold. */
  async putBack({ row, text }: RemovedCheckpoint): Promise<void> {
    await this.#changing(async () => {
      if (row) await this.database.checkpoints.put(row as KeptCheckpoint); // as it was read
      if (text) await this.database.checkpointTexts.put(text as { id: number; text: string });
    });
  }

  /**
   * A plan goes on in another file, as after Save as: both files have one list from then on. If the other file has a list already, the two
   * become one.
   */
  async follow(from: string, to: string): Promise<void> {
    if (from === to) return;
    const { planLines, checkpoints } = this.database;
    await this.#changing(async () => {
      const [old, other] = [await planLines.get(from), await planLines.get(to)];
      if (!old || old.line === other?.line) return;
      if (!other) return void (await planLines.put({ document: to, line: old.line }));
      await checkpoints.where({ line: old.line }).modify({ line: other.line });
      await planLines.where({ line: old.line }).modify({ line: other.line });
    });
  }

  /**
   * A file was opened. One that has no list yet joins the list of the plan that has a checkpoint with exactly its text: it was renamed,
   * moved or copied.
   */
  async opened(document: string, text: string): Promise<void> {
    const { planLines, checkpoints } = this.database;
    if (await planLines.get(document)) return;
    const hash = await digest(text);
    const same = (await checkpoints.where({ digest: hash }).toArray()).findLast(isReadable);
    if (same) await planLines.put({ document, line: same.line });
  }

  /** Bytes of all checkpoints of all plans. */
  async bytesUsed(): Promise<number> {
    const sizes = await this.database.checkpoints.orderBy('bytes').keys();
    return sizes.reduce<number>((sum, bytes) => sum + (typeof bytes === 'number' ? bytes : 0), 0);
  }

  /** Drops what age drops, of all plans, and texts without a row. */
  async prune(): Promise<void> {
    const { checkpoints, checkpointTexts } = this.database;
    await this.#changing(async () => {
      const rows: readonly unknown[] = await checkpoints.toArray();
      await this.#remove(outdated(rows.flatMap(thinnable), this.#now()));
      const ids = new Set(await checkpoints.toCollection().primaryKeys());
      const lost = (await checkpointTexts.toCollection().primaryKeys()).filter((id) => !ids.has(id));
      await checkpointTexts.bulkDelete(lost);
    });
  }

  async #makeRoom(bytes: number): Promise<void> {
    const excess = (await this.bytesUsed()) + bytes - this.mostBytes;
    if (excess <= 0) return;
    const all: readonly unknown[] = await this.database.checkpoints.toArray();
    const gone = toMakeRoom(all.flatMap(thinnable), excess);
    const freed = all.flatMap(thinnable).reduce((sum, one) => sum + (gone.has(one.id) ? one.bytes : 0), 0);
    if (freed < excess) throw new NoRoom('named checkpoints fill the limit');
    await this.#remove(gone);
  }

  async #lineFor(document: string): Promise<string> {
    const { planLines } = this.database;
    const known = await planLines.get(document);
    if (known) return known.line;
    const line = this.#newLine();
    await planLines.put({ document, line });
    return line;
  }

  async #remove(ids: ReadonlySet<number>): Promise<void> {
    await this.database.checkpoints.bulkDelete([...ids]);
    await this.database.checkpointTexts.bulkDelete([...ids]);
  }

  #changing<T>(work: () => Promise<T>): Promise<T> {
    const { checkpoints, checkpointTexts, planLines } = this.database;
    return this.database.transaction('rw', checkpoints, checkpointTexts, planLines, work);
  }
}

/** True if the row is as this version writes it. The database may hold anything. */
function isReadable(row: unknown): row is KeptCheckpoint {
  if (typeof row !== 'object' || row === null) return false;
  const { id, version, line, document, file, time, name, made, format, digest: hash, bytes, figures } = row as Record<string, unknown>;
  const texts = [line, document, name, hash].every((text) => typeof text === 'string');
  const counts = [id, time, bytes].every((count) => typeof count === 'number' && Number.isFinite(count));
  const isFile = file === null || typeof file === 'string';
  const isMade = Array.isArray(made) && made.length > 0 && made.every((one) => typeof one === 'string');
  return version === 1 && texts && counts && isFile && isMade && (format === 'yaml' || format === 'json') && areFigures(figures);
}

function areFigures(figures: unknown): boolean {
  if (figures === null) return true;
  if (typeof figures !== 'object') return false;
  const { currency, prices, maintainability, skills, integration, ...counts } = figures as Record<keyof CheckpointFigures, unknown>;
  const isCount = (value: unknown) => typeof value === 'number';
  const counted = (['nodes', 'likely', 'unknown', 'maturity', 'errors', 'warnings', 'advice'] as const).every((key) =>
    isCount(counts[key]),
  );
  const scored = [maintainability, skills, integration].every((score) => score === null || isCount(score));
  return counted && scored && typeof currency === 'string' && typeof prices === 'string';
}

function isOfLaterVersion(row: unknown): boolean {
  const version = typeof row === 'object' && row !== null ? (row as { readonly version?: unknown }).version : undefined;
  return typeof version === 'number' && version > 1;
}

async function isWhole(row: KeptCheckpoint, kept: unknown): Promise<boolean> {
  const text = typeof kept === 'object' && kept !== null ? (kept as { readonly text?: unknown }).text : undefined;
  return typeof text === 'string' && (await digest(text)) === row.digest;
}

/** Nothing for a row that cannot be read: only its user removes it. */
function thinnable(row: unknown): readonly Thinnable[] {
  if (!isReadable(row)) return [];
  const { id, document, time, name, bytes } = row;
  return [{ id, document, time, isNamed: name !== '', bytes }];
}
