import { edgeEnds } from '#engine/plan';
import type { Groups } from '../../state/groups.svelte';
import type { PlanFlow } from '../../state/plan-flow.svelte';
import type { Selection } from '../../state/selection.svelte';

/** The one card or block that Tab reaches: the selected one, the start of the selected edge, or the first of the flow. */
export class TabStop {
  readonly id: string | undefined = $derived.by(() => {
    const { nodes, edges } = this.selection;
    const [node] = nodes;
    const [edge] = edges;
    const id = node ?? (edge === undefined ? undefined : edgeEnds(edge)?.from) ?? this.planFlow.order[0];
    return id === undefined ? undefined : this.groups.standsFor(id);
  });

  constructor(
    private readonly selection: Selection,
    private readonly planFlow: PlanFlow,
    private readonly groups: Groups,
  ) {}
}
