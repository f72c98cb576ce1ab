import { createHash } from 'node:crypto';
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { foldPath, saveProblem, type SaveText } from '#disk';
import { formatOf } from '#engine/plan';

export interface BackupOptions {
  /** Number of backups of each document. */
  readonly keep?: number;
  readonly platform?: NodeJS.Platform;
}

/**
 * Keeps the content of each file when it was opened, before the first save of a session: the way back from a mistaken save. One instance
 * for the whole session.
 */
export class Backups {
  /** The backup of each document in this session; a failed one is tried again. */
  readonly #made = new Map<string, Promise<string>>();
  readonly #keep: number;
  readonly #platform: NodeJS.Platform;

  /** @param folder is created when needed */
  constructor(
    readonly folder: string,
    private readonly save: SaveText,
    { keep = 10, platform = process.platform }: BackupOptions = {},
  ) {
    this.#keep = keep;
    this.#platform = platform;
  }

  /**
   * Keeps a file's text, on the first request of a session.
   * @param file its real path
   * @param text its text when it was opened
   * @returns the path of this session's backup
   * @throws UserError if it could not be written; the next save tries again
   */
  async keepOnce(file: string, text: string, at: Date): Promise<string> {
    const key = foldPath(file, this.#platform);
    const made = this.#made.get(key) ?? this.#keepNow(file, key, text, at);
    this.#made.set(key, made);
    try {
      return await made;
    } catch (error) {
      this.#made.delete(key);
      throw error;
    }
  }

  async #keepNow(file: string, key: string, text: string, at: Date): Promise<string> {
    const document = createHash('sha256').update(key).digest('hex').slice(0, 12);
    const path = join(this.folder, `${stemOf(file)}-${document}-${stampOf(at)}.pipedraft.${formatOf(file)}`);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 }); // plans are private to their owner
    } catch (error) {
      throw saveProblem(path, false, error);
    }
    await this.save(path, text);
    await this.#prune(document);
    return path;
  }

  /** Matches only names of our own form with the hash of this document. */
  async #prune(document: string): Promise<void> {
    const names = (await readdir(this.folder).catch(() => [])).flatMap((name) => {
      const match = /-([0-9a-f]{12})-(\d{8}T\d{9}Z)\.pipedraft\.(?:yaml|json)$/.exec(name);
      return match?.[1] === document ? [{ name, stamp: match[2] ?? '' }] : [];
    });
    names.sort((a, b) => (a.stamp < b.stamp ? 1 : -1));
    for (const { name } of names.slice(this.#keep)) {
      await unlink(join(this.folder, name)).catch(() => {}); // one too many does no harm
    }
  }
}

/** The file's name without its format extension, short enough for every file system. */
function stemOf(file: string): string {
  const stem = basename(file).replace(/(\.pipedraft)?\.(ya?ml|json)$/i, '');
  return [...stem].slice(0, 40).join('') || 'plan';
}

/** `20261121T101530123Z`: it sorts by time, and Windows allows no colon in a name. */
function stampOf(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, '');
}
