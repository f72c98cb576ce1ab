import type { LiveNode } from '../../catalog';
import { groupOf, isCharged, shareOut, type Charged, type Charges, type Group } from './charges';
import type { Quantity } from './metered';
import type { Quantities } from './quantities';

/** A quantity that is charged together with others, and where it stands among all. */
interface Member {
  readonly node: LiveNode;
  /** Index among the node's quantities. */
  readonly at: number;
  readonly quantity: Quantity;
}

/** What a plan that changes is charged at one multiple of today's load: only the groups that a change touches are added up again. */
export class LiveCharges {
  /** In the plan's order. */
  readonly #members = new Map<string, Member[]>();
  readonly #groups = new Map<string, Group>();
  readonly #touched = new Set<string>();
  readonly #taken = new Map<LiveNode, Quantities>();
  /** The nodes whose lines make up for each other. */
  readonly #varying = new Set<LiveNode>();

  /** The nodes whose cost may differ from that of the last charges. */
  readonly #affected = new Set<LiveNode>();
  #last: Charges = new Map();

  /** Takes over the quantities of a node; `undefined` for one that is gone. */
  take(node: LiveNode, quantities: Quantities | undefined): void {
    const before = this.#taken.get(node);
    if (before === quantities) return;
    if (before) this.#leave(node, before);
    if (quantities) {
      this.#affected.add(node);
      this.#taken.set(node, quantities);
      if (quantities.varying) this.#varying.add(node);
      quantities.known.forEach((quantity, at) => this.#join({ node, at, quantity }));
    }
  }

  /** The charges as they follow from all quantities; bit by bit those of `charge`. */
  settled(): Charged {
    for (const together of this.#touched) {
      const members = this.#members.get(together) ?? [];
      if (members.length > 0) this.#groups.set(together, groupOf(members.map(({ quantity }) => quantity)));
      else {
        this.#members.delete(together);
        this.#groups.delete(together);
      }
    }
    this.#touched.clear();
    // amounts are added up in the order in which the plan first names each group
    const first = (together: string) => this.#members.get(together)?.[0] as Member; // every group has one
    const charges: Charges = new Map([...this.#groups].sort(([a], [b]) => inOrder(first(a), first(b))));
    shareOut(charges);
    for (const [together, group] of charges) {
      if (isCharged(group, this.#last.get(together))) continue;
      for (const { node } of this.#members.get(together) ?? []) this.#affected.add(node);
    }
    this.#last = new Map([...charges].map(([together, group]) => [together, { ...group }]));
    const varying = [...this.#varying].sort((a, b) => a.now.at - b.now.at);
    return { charges, varying: varying.map((node) => this.#taken.get(node) as Quantities) };
  }

  /** The nodes whose cost may differ from that of the charges the last time this was asked. */
  affected(): ReadonlySet<LiveNode> {
    const affected = new Set(this.#affected);
    this.#affected.clear();
    return affected;
  }

  #leave(node: LiveNode, { known }: Quantities): void {
    this.#taken.delete(node);
    this.#varying.delete(node);
    for (const together of new Set(known.map(({ of }) => of.together))) {
      this.#touched.add(together);
      this.#members.set(
        together,
        (this.#members.get(together) ?? []).filter((member) => member.node !== node),
      );
    }
  }

  #join(member: Member): void {
    const { together } = member.quantity.of;
    this.#touched.add(together);
    const members = this.#members.get(together);
    if (!members) {
      this.#members.set(together, [member]);
      return;
    }
    let [low, high] = [0, members.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inOrder(members[middle] as Member, member) < 0)
        low = middle + 1; // within the list
      else high = middle;
    }
    members.splice(low, 0, member);
  }
}

function inOrder(a: Member, b: Member): number {
  return a.node.now.at - b.node.now.at || a.at - b.at;
}
