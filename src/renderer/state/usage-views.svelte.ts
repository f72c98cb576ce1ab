import { createContext } from 'svelte';
import type { Output, UsageView } from '#ipc';

/** Source of usage forms; tests pass a fake. */
export interface UsageSource {
  ask(input: { readonly node: string }): Promise<Output<'describeUsage'>>;
  fail(error: unknown): void;
}

/** The usage form on screen. Answers about the plan include it, so that an edit needs no second call. */
export class UsageViews {
  #node: string | undefined;
  #latest = $state.raw<{ readonly node: string; readonly view: UsageView } | undefined>(undefined);

  constructor(private readonly source: UsageSource) {}

  /** The node whose form the answers include. */
  get shown(): string | null {
    return this.#node ?? null;
  }

  /** The form of a node, once it is known. */
  of(node: string): UsageView | undefined {
    return this.#latest?.node === node ? this.#latest.view : undefined;
  }

  /** Shows a node's form. @returns a function that ends it */
  show(node: string): () => void {
    this.#node = node;
    this.source.ask({ node }).then(
      (view) => this.take(node, view),
      (error: unknown) => this.source.fail(error),
    );
    return () => {
      if (this.#node === node) this.#node = undefined;
    };
  }

  /** Takes over a node's form from an answer, if it is still shown. */
  take(node: string | null, view: UsageView | null | undefined): void {
    if (view && node !== null && node === this.#node) this.#latest = { node, view };
  }
}

export const [getUsageViews, setUsageViews] = createContext<UsageViews>();
