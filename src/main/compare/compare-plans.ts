import {
  bothPlans,
  canTakeKeys,
  changeWords,
  consequencesOf,
  diffPlans,
  withoutMoves,
  type Change,
  type Compared,
  type PlanDiff,
} from '#engine/diff';
import { dark, drawPlan, paper, type Box, type DrawnBoxes } from '#engine/draw';
import { evaluate, type Evaluation } from '#engine/evaluate';
import type { Icon } from '#engine/draw';
import type { Basis } from '#engine/packs';
import { edgeEnds, edgeId, type Plan } from '#engine/plan';
import type { Comparison, ShownChange, ShownFindings } from '#ipc';

/** What plans are compared with. */
export interface Judging {
  readonly basisOf: (plan: Plan) => Basis;
  /** A day such as `2026-11-21`. */
  readonly today: string;
  readonly icons: Readonly<Record<string, Icon>>;
}

export interface CompareWish {
  /** Leaves out changes of the drawing alone. */
  readonly ignoreMoved: boolean;
  /** Draws for a dark screen. */
  readonly isDark: boolean;
}

/** Compares two plans, as the command does, for the window. */
export function comparePlans(
  original: Plan,
  after: Plan,
  { ignoreMoved, isDark }: CompareWish,
  { basisOf, today, icons }: Judging,
): { readonly compared: Compared; readonly shown: Omit<Comparison, 'id'> } {
  const { catalog } = basisOf(after);
  const whole = diffPlans(original, after, catalog);
  const diff = ignoreMoved ? withoutMoves(whole) : whole;
  const judged = (plan: Plan): Evaluation => evaluate({ plan, ...basisOf(plan), today });
  const [old, now] = [judged(whole.before), judged(after)];
  const { cost, scores, maturity, findings } = consequencesOf(old, now);
  const { nodes: _, ...total } = cost;
  const both = bothPlans(diff, after);
  const { boxes, ...picture } = drawPlan({
    ...both,
    catalog,
    icons,
    palette: isDark ? dark : paper,
    cost: { ...now.cost, nodes: { ...old.cost.nodes, ...now.cost.nodes } },
  });
  const words = { before: original, after, catalog, currency: cost.currency.after };
  const boxOf = boxesOf(boxes, diff, after);
  const changes = diff.changes.map((change): ShownChange => ({
    ...changeWords(change, words),
    part: change.part,
    kind: change.kind,
    id: change.id,
    formerId: change.formerId ?? null,
    moved: change.moved !== undefined && change.kind !== 'moved',
    byKey: canTakeKeys(change),
    box: boxOf(change) ?? null,
  }));
  return {
    compared: { original, after, diff },
    shown: {
      changes,
      leftOut: whole.changes.length - diff.changes.length,
      isReordered: whole.isReordered,
      cost: total,
      scores: scores.map(({ parts: __, ...score }) => score),
      maturity,
      findings: {
        open: findings.open,
        added: findings.added.map(shownFinding),
        resolved: findings.resolved.map(shownFinding),
      },
      nodes: { before: Object.keys(original.nodes).length, after: Object.keys(after.nodes).length },
      picture,
    },
  };
}

/** Number of changes between two plans, without those of the drawing alone. */
export function countChanges(before: Plan, after: Plan, { basisOf }: Pick<Judging, 'basisOf'>): number {
  return withoutMoves(diffPlans(before, after, basisOf(after).catalog)).changes.length;
}

function shownFinding({ key, severity, message }: ShownFindings['added'][number]): ShownFindings['added'][number] {
  return { key, severity, message };
}

/** Where changed things lie in the drawing of both plans, which has those that were removed under the names of the comparison. */
function boxesOf(boxes: DrawnBoxes, { before, former }: PlanDiff, after: Plan): (change: Change) => Box | undefined {
  const named = new Map(Object.keys(before.nodes).map((name) => [former.nodes[name] ?? name, name]));
  const nodeOf = (id: string) => named.get(id) ?? id;
  const noteOf = new Map(Object.keys(before.notes).flatMap((name) => (after.notes[name] ? [] : [[former.notes[name] ?? name, name]])));
  return ({ part, kind, id }) => {
    const isGone = kind === 'removed';
    switch (part) {
      case 'node':
        return boxes.nodes.get(isGone ? nodeOf(id) : id);
      case 'edge': {
        const { from, to, kind: of } = edgeEnds(id);
        return boxes.edges.get(isGone ? edgeId({ from: nodeOf(from), to: nodeOf(to), kind: of }) : id);
      }
      case 'group':
        return boxes.groups.get(id);
      case 'note':
        return boxes.notes.get(isGone ? (noteOf.get(id) ?? id) : id);
      case 'waiver': {
        const place = /\((.+?)(?:, |\)$)/.exec(id)?.[1] ?? '';
        return boxes.nodes.get(place) ?? boxes.edges.get(place);
      }
      case 'plan':
      case 'assumption':
        return undefined;
    }
  };
}
