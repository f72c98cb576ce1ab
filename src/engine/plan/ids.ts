import { idPattern, type NodeId, type Plan } from './model';

/** A readable id for a new node, made from its title and not used in the plan: `copy-orders`, `copy-orders-2`. */
export function freshId(plan: Pick<Plan, 'nodes'>, title: string): NodeId {
  return freshKey(plan.nodes, title, 'node');
}

/** A readable key that a map does not have yet. @param otherwise source of the key when the title gives none */
export function freshKey(taken: Readonly<Record<string, unknown>>, title: string, otherwise: string): string {
  return new FreshKeys(taken).next(title, otherwise);
}

/** Makes many readable keys that neither a map nor each other have; each is the one that `freshKey` would make after those before it. */
export class FreshKeys {
  readonly #made = new Set<string>();
  /** The number after the last one that was used behind the same words: all before it are taken. */
  readonly #numbers = new Map<string, number>();

  constructor(private readonly taken: Readonly<Record<string, unknown>>) {}

  /** The next key. @param otherwise source of the key when the title gives none */
  next(title: string, otherwise: string): string {
    const base = slug(title, otherwise);
    if (this.#isFree(base)) return this.#take(base);
    const words = base.slice(0, 60);
    for (let number = this.#numbers.get(words) ?? 2; ; number += 1) {
      const key = `${words}-${number}`;
      if (!this.#isFree(key)) continue;
      this.#numbers.set(words, number + 1);
      return this.#take(key);
    }
  }

  #isFree(key: string): boolean {
    return !Object.hasOwn(this.taken, key) && !this.#made.has(key);
  }

  #take(key: string): string {
    this.#made.add(key);
    return key;
  }
}

function slug(title: string, otherwise: string): string {
  const words = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return idPattern.test(words) ? words : otherwise;
}
