import { join } from 'node:path';
import { readText, readWhole } from './files';
import { limits } from './limits';
import { fail } from './problem';
import { RefTables } from './reftable';

/** Where a repository keeps its files: a linked worktree has a folder of its own beside the common one. */
export interface Folders {
  readonly own: string;
  readonly common: string;
}

/** The branches, tags and other references of a repository. */
export class Refs {
  readonly #folders: Folders;
  readonly #idLength: number;
  readonly #isTables: boolean;
  #packed: ReadonlyMap<string, string> | undefined;
  readonly #tables = new Map<string, RefTables>();

  /** @param isTables true if they are in the format "reftable" @param idLength digits of an id */
  constructor(folders: Folders, isTables: boolean, idLength: number) {
    this.#folders = folders;
    this.#isTables = isTables;
    this.#idLength = idLength;
  }

  /** The id that a full name refers to, such as `refs/heads/main` or `HEAD`; `undefined` if there is none. */
  get(name: string, depth = 0): string | undefined {
    if (depth > limits.refDepth) fail('damaged', 'references refer to each other');
    if (!isRefName(name)) fail('damaged', 'the name of a reference');
    const value = this.#isTables && !isPseudo(name) ? this.#inTables(name) : this.#inFiles(name);
    if (value === undefined) return undefined;
    return 'symbolic' in value ? this.get(value.symbolic, depth + 1) : value.id;
  }

  #inTables(name: string): ReturnType<RefTables['get']> {
    const folder = isOfWorktree(name) ? this.#folders.own : this.#folders.common;
    let tables = this.#tables.get(folder);
    if (!tables) this.#tables.set(folder, (tables = new RefTables(folder, this.#idLength / 2)));
    return tables.get(name);
  }

  #inFiles(name: string): ReturnType<RefTables['get']> {
    const text = readText(join(isOfWorktree(name) ? this.#folders.own : this.#folders.common, name));
    if (text === undefined) {
      const id = this.#packedRefs().get(name);
      return id === undefined ? undefined : { id };
    }
    const symbolic = /^ref:\s*(\S+)$/.exec(text)?.[1];
    if (symbolic !== undefined) return { symbolic };
    const id = name === 'FETCH_HEAD' ? text.slice(0, this.#idLength) : text; // with what was fetched behind it
    return this.#isId(id) ? { id } : fail('damaged', `the reference ${name}`);
  }

  #packedRefs(): ReadonlyMap<string, string> {
    if (this.#packed) return this.#packed;
    const packed = new Map<string, string>();
    const text = readWhole(join(this.#folders.common, 'packed-refs'), limits.packedRefs, true)?.toString('utf8') ?? '';
    for (const line of text.split('\n')) {
      if (/^[#^]/.test(line) || line.length < this.#idLength + 2) continue;
      const id = line.slice(0, this.#idLength);
      if (!this.#isId(id)) fail('damaged', 'the list of packed references');
      packed.set(line.slice(this.#idLength + 1), id);
    }
    this.#packed = packed;
    return packed;
  }

  #isId(text: string): boolean {
    return text.length === this.#idLength && /^[0-9a-f]+$/.test(text);
  }
}

/** True for names that git allows; what is outside of the folder of references never is one. */
export function isRefName(name: string): boolean {
  return (
    name.length < 1024 &&
    (/^[A-Z_]*HEAD$/.test(name) || /^refs\/[^\0-\x20\x7f~^:?*[\\]+$/.test(name)) &&
    !/\.\.|@\{/.test(name) &&
    name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.') && !part.endsWith('.lock'))
  );
}

/** Notes of git about what goes on, which are files in every format: `FETCH_HEAD`, `MERGE_HEAD`. */
function isPseudo(name: string): boolean {
  return /^(?:FETCH|MERGE)_HEAD$/.test(name);
}

function isOfWorktree(name: string): boolean {
  return !name.startsWith('refs/') || /^refs\/(?:bisect|worktree|rewritten)\//.test(name);
}
