import { changesOf, Commits, mergeBases, wordsOf, type CommitWords } from './commits';
import type { ObjectStore } from './object-store';
import { fail, guarded } from './problem';
import type { Refs } from './refs';
import { renamedFrom } from './renames';
import { findRevision } from './revision';
import { entriesOf, isFile, type TreeEntry } from './trees';

interface Parts {
  readonly top: string;
  readonly objects: ObjectStore;
  readonly refs: Refs;
  /** Ids of commits whose parents a shallow clone does not have. */
  readonly shallow: ReadonlySet<string>;
  /** True where the file system takes names for one that differ in case or in how their accents are composed. */
  readonly foldsNames: boolean;
  readonly userName: string | undefined;
}

/** A commit that changed a file. */
export interface FileCommit extends CommitWords {
  readonly id: string;
  /** When it was committed, in seconds since 1970. */
  readonly time: number;
}

/** The newest commits that changed a file. */
export interface FileLog {
  readonly commits: readonly FileCommit[];
  /** `start` if there are no earlier ones, `shallow` if the clone does not have them, `more` if they were not asked for. */
  readonly end: 'start' | 'shallow' | 'more';
}

/**
 * A git repository, read only. Nothing of it is run, and nothing but objects, references, the format of the repository and the name of
 * its user is read. Every method throws GitProblem, and nothing else.
 */
export class Repository {
  /** The folder that paths of a revision start from. */
  readonly top: string;
  /** The name of the user that the configuration of this repository states. */
  readonly userName: string | undefined;
  readonly #objects: ObjectStore;
  readonly #refs: Refs;
  readonly #commits: Commits;
  readonly #foldsNames: boolean;

  constructor({ top, objects, refs, shallow, foldsNames, userName }: Parts) {
    this.top = top;
    this.userName = userName;
    this.#objects = objects;
    this.#refs = refs;
    this.#foldsNames = foldsNames;
    this.#commits = new Commits(objects, shallow);
  }

  /** Closes its files. */
  close(): void {
    this.#objects.close();
  }

  /**
   * The id of a commit by a revision: a branch, tag, remote branch, `HEAD` or `@`, an id or the beginning of one, each followed by any
   * number of `~N` and `^N`.
   */
  resolve(revision: string): string {
    return guarded(() => findRevision(revision, this.#objects, this.#refs, this.#commits));
  }

  /**
   * The content of a file at a revision.
   * @param commit id of a commit, from `resolve`
   * @param path from the top of the repository, with "/"
   */
  fileAt(commit: string, path: string): Buffer {
    return guarded(() => {
      const entry = this.#entryAt(this.#commits.get(commit).tree, path.split('/'));
      if (!entry) return fail('not-in-revision', path);
      if (entry.mode === '120000') return fail('is-a-link', path);
      if (entry.mode === '160000') return fail('is-a-submodule', path);
      if (!entry.mode.startsWith('100')) return fail('is-a-folder', path);
      return this.#objects.read(entry.id, 'blob').data;
    });
  }

  /**
   * The newest commits that changed a file, as `git log -- path`; renames are not followed.
   * @param commit id of a commit, from `resolve`
   * @param path from the top of the repository, with "/"
   * @param most number of commits
   */
  log(commit: string, path: string, most: number): FileLog {
    return guarded(() => {
      const parts = path.split('/');
      const blobs = new Map<string, string | undefined>();
      const at = ({ tree }: { readonly tree: string }) => {
        if (!blobs.has(tree)) {
          const entry = this.#entryAt(tree, parts);
          blobs.set(tree, entry && `${entry.mode} ${entry.id}`);
        }
        return blobs.get(tree);
      };
      const commits: FileCommit[] = [];
      let isShallow = false;
      for (const { id, time, isBoundary } of changesOf(this.#commits, commit, at)) {
        if (commits.length === most) return { commits, end: 'more' };
        isShallow ||= isBoundary;
        commits.push({ id, time, ...wordsOf(this.#objects.read(id, 'commit').data) });
      }
      return { commits, end: isShallow ? 'shallow' : 'start' };
    });
  }

  /**
   * The name that a file had before the commit that gave it its name.
   * @param commit id of a commit that changed it
   * @returns the parent that has it, and its path there; `undefined` if the commit did not rename it
   */
  renamedFrom(commit: string, path: string): { readonly commit: string; readonly path: string } | undefined {
    return guarded(() => {
      const { tree, parents } = this.#commits.get(commit);
      const parts = path.split('/');
      const entry = this.#entryAt(tree, parts);
      if (!entry || !isFile(entry)) return undefined;
      for (const parent of parents) {
        const before = this.#commits.get(parent).tree;
        if (this.#entryAt(before, parts)) continue;
        const from = renamedFrom(this.#objects, before, tree, { ...entry, path });
        if (from !== undefined) return { commit: parent, path: from };
      }
      return undefined;
    });
  }

  /** The commit where two histories parted. @throws GitProblem also if there is none, or several */
  mergeBase(first: string, second: string): string {
    return guarded(() => {
      const bases = mergeBases(this.#commits, first, second);
      if (bases.length > 1) return fail('several-merge-bases', bases.map((id) => id.slice(0, 12)).join(', '));
      return bases[0] ?? fail('no-merge-base');
    });
  }

  #entryAt(tree: string, [name = '', ...rest]: readonly string[]): TreeEntry | undefined {
    const entry = this.#entry(tree, name);
    if (rest.length === 0 || !entry) return entry;
    if (entry.mode === '160000') return fail('is-a-submodule', name);
    return entry.mode === '40000' ? this.#entryAt(entry.id, rest) : undefined;
  }

  /** Names are compared by bytes, as git does; where the file system folds them, the only one that is alike will do. */
  #entry(tree: string, name: string): TreeEntry | undefined {
    const wanted = Buffer.from(name);
    const alike: TreeEntry[] = [];
    for (const entry of entriesOf(this.#objects, tree)) {
      if (entry.name.equals(wanted)) return entry;
      if (this.#foldsNames && folded(entry.name.toString()) === folded(name)) alike.push(entry);
    }
    return alike.length === 1 ? alike[0] : undefined;
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
