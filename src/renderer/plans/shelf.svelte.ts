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

  /** False if some folder has to be read again to show what changed in it. */
  get isWatched(): boolean {
    return this.#listed?.isWatched ?? true;
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

  /** The two plans that were chosen to be compared, by id, the first one first. */
  #pair = $state.raw<readonly string[]>([]);

  /** Chosen plans that are still listed. */
  readonly pair: readonly KnownPlan[] = $derived.by(() =>
    this.#pair.flatMap((id) => (this.#listed?.plans ?? []).filter((plan) => plan.id === id && plan.changed !== null)),
  );

  /** Chooses a plan to compare, in place of the first of two, or no longer. */
  choose(id: string, isChosen: boolean): void {
    const others = this.pair.map((plan) => plan.id).filter((one) => one !== id);
    this.#pair = isChosen ? [...others.slice(-1), id] : others;
  }

  /** The last change of each plan when its card was read. */
  readonly #readAt = new Map<string, number>();

  /**
   * Reads the list, then the cards.
   * @param isOnlyNews true to read only the cards of files that changed since
   * @throws what a call throws
   */
  async load(isOnlyNews = false): Promise<void> {
    const number = (this.#asked += 1);
    const listed = await this.parts.list();
    if (number !== this.#asked) return;
    this.#listed = listed;
    let read: [string, Card][] = [];
    for (const [at, { id, changed }] of listed.plans.entries()) {
      const isNews = !isOnlyNews || !this.#cards.has(id) || this.#readAt.get(id) !== changed;
      if (changed !== null && isNews) {
        read.push([id, await this.parts.card(id)]);
        this.#readAt.set(id, changed);
      }
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
