import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFolder, readText, readWhole } from './files';
import { looseObject, type GitObject, type ObjectType } from './inflate';
import { limits } from './limits';
import { Pack } from './pack';
import { fail, GitProblem } from './problem';

export type HashName = 'sha1' | 'sha256';

/** The objects of a repository, and of those that it borrows from. The hash of every object is checked, so no two can refer to each other. */
export class ObjectStore {
  readonly #hash: HashName;
  readonly #folders: string[] = [];
  readonly #isPartial: boolean;
  #packs: Pack[] | undefined;
  readonly #kept = new Map<string, GitObject>();
  #keptBytes = 0;

  /** @param isPartial true for a clone that leaves objects on the server until git needs them */
  constructor(folder: string, hash: HashName, isPartial: boolean) {
    this.#hash = hash;
    this.#isPartial = isPartial;
    this.#addFolder(folder, 0);
  }

  /** Digits of an id. */
  get idLength(): number {
    return this.#hash === 'sha1' ? 40 : 64;
  }

  close(): void {
    for (const pack of this.#packs ?? []) pack.close();
    this.#packs = undefined;
  }

  /** @throws GitProblem if it is missing, damaged, too large, or of another type */
  read(id: string, type?: ObjectType): GitObject {
    const object = this.#kept.get(id) ?? this.#checked(id);
    if (type !== undefined && object.type !== type)
      fail(type === 'commit' ? 'not-a-commit' : 'damaged', `a ${object.type} stands where a ${type} should`);
    return object;
  }

  /** Ids that begin with some digits, of four at least. */
  startingWith(prefix: string): readonly string[] {
    const loose = this.#folders.flatMap((folder) =>
      namesIn(join(folder, prefix.slice(0, 2)))
        .map((name) => prefix.slice(0, 2) + name)
        .filter((id) => id.length === this.idLength && id.startsWith(prefix)),
    );
    return [...new Set([...loose, ...this.#allPacks().flatMap((pack) => pack.startingWith(prefix))])];
  }

  #checked(id: string): GitObject {
    const object = this.#find(id);
    if (!object) return this.#isPartial ? fail('not-downloaded') : fail('damaged', `the object ${id.slice(0, 12)} is missing`);
    const hash = createHash(this.#hash).update(`${object.type} ${object.data.length}\0`).update(object.data).digest('hex');
    if (hash !== id) fail('damaged', `the object ${id.slice(0, 12)} has another content`);
    if (object.data.length < 1 << 20) {
      this.#kept.set(id, object);
      this.#keptBytes += object.data.length + 200;
      if (this.#keptBytes > limits.cache) {
        this.#kept.clear();
        this.#keptBytes = 0;
      }
    }
    return object;
  }

  #find(id: string): GitObject | undefined {
    const packs = this.#allPacks();
    for (const [at, pack] of packs.entries()) {
      const place = pack.find(id);
      if (place === undefined) continue;
      if (at > 0) packs.unshift(...packs.splice(at, 1)); // the next object is likely to be in it, too
      return pack.read(place, limits.object);
    }
    for (const folder of this.#folders) {
      const bytes = readWhole(join(folder, id.slice(0, 2), id.slice(2)), limits.object + limits.small, true);
      if (bytes) return looseObject(bytes, limits.object);
    }
    return undefined;
  }

  #allPacks(): Pack[] {
    if (this.#packs) return this.#packs;
    this.#packs = [];
    for (const folder of this.#folders) {
      const names = namesIn(join(folder, 'pack')).filter((name) => /^pack-[0-9a-f]{40,64}\.idx$/.test(name));
      if (names.length > limits.packs) fail('too-large', 'the list of packs');
      for (const name of names.sort()) this.#packs.push(new Pack(join(folder, 'pack', name), this.idLength / 2));
    }
    return this.#packs;
  }

  #addFolder(folder: string, depth: number): void {
    if (depth > limits.alternatesDepth || this.#folders.length >= limits.alternates) fail('too-large', 'the list of alternates');
    if (this.#folders.includes(folder)) return;
    this.#folders.push(folder);
    for (const line of (readText(join(folder, 'info', 'alternates')) ?? '').split('\n')) {
      const other = resolve(folder, line);
      if (line !== '' && !line.startsWith('#') && isFolder(other)) this.#addFolder(other, depth + 1);
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw new GitProblem('unreadable', 'the folder of objects');
  }
}
