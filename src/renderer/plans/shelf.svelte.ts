import type { KnownPlan, KnownPlans, PlanCard, PlanFolder } from '#ipc';

/** What a plan says, or why it cannot be read. */
export type Card = PlanCard | { readonly problem: string; readonly fix: string };

export interface ShelfFilter {
  /** Words that a plan must all have. */
  readonly query: string;
  /** Id of a service; empty for any. */
  readonly service: string;
  readonly isOverBudget: boolean;
  /** A day such as `2027-06-30`: only plans with a service that retires before it. Empty for all. */
  readonly retiresBefore: string;
}

export const noFilter: ShelfFilter = { query: '', service: '', isOverBudget: false, retiresBefore: '' };

export interface ShelfParts {
  readonly list: () => Promise<KnownPlans>;
  readonly card: (id: string) => Promise<Card>;
}

/** The plans that this computer knows. Their cards are asked for one after the other, so that the window stays quick. */
export class Shelf {
  #listed = $state.raw<KnownPlans | undefined>(undefined);
  #cards = $state.raw<ReadonlyMap<string, Card>>(new Map());
  filter = $state.raw<ShelfFilter>(noFilter);
  /** Counts what was asked for: cards of an earlier list are dropped. */
  #asked = 0;

  constructor(private readonly parts: ShelfParts) {}

  /** `undefined` until they are read. */
  get plans(): readonly KnownPlan[] | undefined {
    return this.#listed?.plans;
  }

  get folders(): readonly PlanFolder[] {
    return this.#listed?.folders ?? [];
  }

  get isCut(): boolean {
    return this.#listed?.isCut ?? false;
  }

  /** Number of plans that are not read yet. */
  readonly waiting: number = $derived(
    (this.#listed?.plans ?? []).filter(({ id, changed }) => changed !== null && !this.#cards.has(id)).length,
  );

  card(id: string): Card | undefined {
    return this.#cards.get(id);
  }

  /** Plans that pass the filter. One that is not read yet is found by the name of its file and folder. */
  readonly found: readonly KnownPlan[] = $derived.by(() => {
    const words = this.filter.query.toLowerCase().split(/\s+/).filter(Boolean);
    const { service, isOverBudget, retiresBefore } = this.filter;
    return (this.#listed?.plans ?? []).filter((plan) => {
      const card = this.#cards.get(plan.id);
      const known = card && 'figures' in card ? card : undefined;
      const text = `${plan.file}\n${plan.folder}`.toLowerCase();
      if (!words.every((word) => text.includes(word) || known?.words.includes(word))) return false;
      if (service !== '' && !known?.services.some(({ id }) => id === service)) return false;
      if (isOverBudget && !known?.isOverBudget) return false;
      const ends = known?.retires?.on;
      return retiresBefore === '' || (ends !== undefined && ends < retiresBefore);
    });
  });

  /** Services of all plans that were read, by name. */
  readonly services: readonly { readonly value: string; readonly title: string }[] = $derived.by(() => {
    const names = new Map<string, string>();
    for (const card of this.#cards.values()) if ('services' in card) for (const { id, name } of card.services) names.set(id, name);
    return [...names].map(([value, title]) => ({ value, title })).sort((a, b) => (a.title < b.title ? -1 : 1));
  });

  /** Reads the list, then the cards. @throws what a call throws */
  async load(): Promise<void> {
    const number = (this.#asked += 1);
    const listed = await this.parts.list();
    if (number !== this.#asked) return;
    this.#listed = listed;
    let read: [string, Card][] = [];
    for (const [at, { id, changed }] of listed.plans.entries()) {
      if (changed !== null) read.push([id, await this.parts.card(id)]);
      if (number !== this.#asked) return;
      // in portions: each one filters the list again
      if (read.length >= Math.max(1, Math.min(25, at / 8)) || at === listed.plans.length - 1) {
        this.#cards = new Map([...this.#cards, ...read]);
        read = [];
      }
    }
  }

  /** The list is closed. */
  stop(): void {
    this.#asked += 1;
  }
}
