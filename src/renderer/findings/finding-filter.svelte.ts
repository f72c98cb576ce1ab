import type { Finding, Pillar } from '#engine/validate';
import type { Selection } from '../state/selection.svelte';
import { passes, type Filter, type Grouping } from './rows';

/** Filters and grouping of the list of findings. */
export class FindingFilter {
  #hidden = $state.raw<ReadonlySet<Filter>>(new Set(['waived']));
  /** Words that every shown finding contains. */
  query = $state('');
  grouping = $state<Grouping>('none');
  /** The only pillar whose findings are shown. */
  pillar = $state<Pillar | undefined>(undefined);
  /** True if only findings of the selection are shown. */
  onlySelected = $state(false);

  constructor(
    private readonly selection: Selection,
    private readonly titleOf: (id: string) => string,
  ) {}

  get hidden(): ReadonlySet<Filter> {
    return this.#hidden;
  }

  toggle(filter: Filter): void {
    const next = new Set(this.#hidden);
    if (!next.delete(filter)) next.add(filter);
    this.#hidden = next;
  }

  passes(finding: Finding): boolean {
    if (this.pillar !== undefined && finding.pillar !== this.pillar) return false;
    return passes(finding, this.#hidden, this.query, this.titleOf) && (!this.onlySelected || this.#isOfSelection(finding));
  }

  #isOfSelection({ nodes, edges }: Finding): boolean {
    return nodes.some((id) => this.selection.nodes.has(id)) || edges.some((id) => this.selection.edges.has(id));
  }
}
