import { groupTitleOf } from '#engine/plan';
import type { CatalogView } from '../../state/catalog-view.svelte';
import { groupOfBlock } from '../../state/drawn-ids';
import type { Finder } from '../../state/find/finder.svelte';
import type { Groups } from '../../state/groups.svelte';
import type { Numbers } from '../../state/numbers.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import { blockService } from '../../state/shown-plan';
import { describeGroup, groupCostText } from '../groups/group-words';
import type { CanvasMarks } from '../nodes/canvas-marks.svelte';
import { costText, describeNode } from '../nodes/card-nodes';
import { blocksOf, type Block } from './picture';

interface Sources {
  readonly editor: PlanEditor;
  readonly catalog: CatalogView;
  readonly groups: Groups;
  readonly finder: Finder;
  readonly numbers: Numbers;
  readonly marks: CanvasMarks;
}

/** All nodes as blocks, for the picture and the minimap. Nothing is computed while neither is drawn. */
export class OverviewBlocks {
  constructor(private readonly of: Sources) {}

  readonly all: readonly Block[] = $derived.by(() => {
    const { editor, catalog, groups, marks } = this.of;
    return blocksOf(groups.shown, {
      laneOf: (id) => catalog.laneOf(editor.plan.nodes[groups.membersOf(id)[0] ?? id]),
      isKnown: (service) => service === blockService || catalog.get(service) !== undefined,
      marks: marks.drawn.nodes,
    });
  });

  /** Search results as drawn elements; all others are faded. */
  readonly found: ReadonlySet<string> | undefined = $derived.by(() => {
    const { finder, groups } = this.of;
    return finder.found && new Set([...finder.found].map((id) => groups.standsFor(id)));
  });

  /** Describes a block in one line. */
  describe(id: string): string {
    const { editor, catalog, groups, numbers, marks } = this.of;
    const group = groupOfBlock(id);
    if (group !== undefined) {
      const members = groups.membersOf(id);
      const cost = groupCostText(members, editor.evaluation, numbers.cost);
      return describeGroup(groupTitleOf(editor.plan, group), members.length, cost, marks.drawn.nodes.get(id));
    }
    const node = editor.plan.nodes[id];
    return node ? describeNode(id, node, catalog, costText(id, editor.evaluation, numbers.cost), marks.ofPlan.nodes.get(id)) : '';
  }
}
