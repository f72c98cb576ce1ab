import { textOf } from '../diff';
import { FreshKeys, type Plan } from '../plan';
import type { Part } from '../diff';
import type { Referee } from './conflict';
import { named, nameIn, type CommonKeys, type Named, type NamesByKey } from './keys';
import { eachSide, type Sides } from './sides';

/* The names that things have after a merge. */

const partOf: Readonly<Record<Named, Part>> = { nodes: 'node', assumptions: 'assumption', groups: 'group', notes: 'note' };

/** The name of everything that a merged plan has or refers to, by its key. No two things have one name. */
export function mergedNames(plan: Plan, common: CommonKeys, referee: Referee): NamesByKey {
  const { plans, names } = common;
  const of = (part: Named) =>
    new Names(
      eachSide(names, (all) => all[part]),
      part,
      (key) => nameIn(common, part, key),
      part === 'notes' ? eachSide(plans, ({ notes }) => notes) : undefined,
      referee,
    ).of(Object.keys(plan[part]));
  return Object.fromEntries(named.map((part) => [part, of(part)])) as Record<Named, ReadonlyMap<string, string>>; // one for each part
}

class Names {
  constructor(
    readonly names: Sides<ReadonlyMap<string, string>>,
    readonly part: Named,
    readonly idOf: (key: string) => string,
    /** Notes, whose names nobody refers to: the sides need not agree about them. */
    readonly notes: Sides<Plan['notes']> | undefined,
    readonly referee: Referee,
  ) {}

  of(keys: readonly string[]): ReadonlyMap<string, string> {
    const wanted = new Map(keys.map((key) => [key, this.#wanted(key)]));
    const owners = new Map<string, string>();
    for (const [key, name] of wanted) {
      const other = owners.get(name);
      owners.set(name, other === undefined ? key : this.#owner(name, other, key));
    }
    const result = new Map([...owners].map(([name, key]) => [key, name]));
    const taken = new Set(owners.keys());
    for (const [key, name] of wanted) {
      if (result.has(key)) continue;
      const free =
        this.#fallBack(key, taken) ?? new FreshKeys(Object.fromEntries([...taken].map((one) => [one, true]))).next(name, 'other');
      taken.add(free);
      result.set(key, free);
    }
    // what is referred to and is not there keeps its name
    for (const names of Object.values(this.names) as ReadonlyMap<string, string>[])
      for (const [key, name] of names) if (!result.has(key)) result.set(key, name);
    return result;
  }

  #wanted(key: string): string {
    const { base, ours, theirs } = eachSide(this.names, (names) => names.get(key));
    if (ours === undefined || theirs === undefined) return ours ?? theirs ?? key;
    if (ours === theirs || base === theirs) return ours;
    if (base === ours) return theirs;
    this.referee.conflict({ kind: 'renamed-differently', part: partOf[this.part], id: this.idOf(key), path: [], base, ours, theirs });
    return this.referee.favour === 'ours' ? ours : theirs;
  }

  /** The one of two things that keeps a name that both want: that of the favoured side. Of two notes it is the same one for both sides. */
  #owner(name: string, one: string, other: string): string {
    const isOf = (side: 'ours' | 'theirs', key: string) => this.names[side].get(key) === name;
    if (this.notes) {
      const text = (key: string) => textOf(this.notes?.ours[key] ?? this.notes?.theirs[key]);
      return text(one) <= text(other) ? one : other;
    }
    const [ours, theirs] = isOf('ours', one) ? [one, other] : [other, one];
    this.referee.conflict({
      kind: 'same-name',
      part: partOf[this.part],
      id: this.idOf(ours),
      path: [],
      base: undefined,
      ours: name,
      theirs: name,
    });
    return this.referee.favour === 'ours' ? ours : theirs;
  }

  /** Another name that the thing has in one of the plans, if it is free. */
  #fallBack(key: string, taken: ReadonlySet<string>): string | undefined {
    const known = [this.names[this.referee.favour].get(key), this.names.base.get(key)];
    return known.find((name) => name !== undefined && !taken.has(name));
  }
}
