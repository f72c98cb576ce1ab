import {
  bothPlans,
  canTakeKeys,
  changeWords,
  consequencesOf,
  diffPlans,
  placesOf,
  sideBySide,
  withoutMoves,
  type BothPlans,
  type Compared,
  type DrawnPlace,
} from '#engine/diff';
import { dark, drawPlan, paper, type Box, type DrawnBoxes, type Drawing } from '#engine/draw';
import { evaluate, type Evaluation } from '#engine/evaluate';
import type { Icon } from '#engine/draw';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { Cost } from '#engine/score';
import type { Comparison, PictureOnSheet, ShownChange, ShownFindings } from '#ipc';

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
  /** Draws each plan by itself as well, to show them side by side. */
  readonly isSideBySide: boolean;
}

/** Compares two plans, as the command does, for the window. */
export function comparePlans(
  original: Plan,
  after: Plan,
  { ignoreMoved, isDark, isSideBySide }: CompareWish,
  { basisOf, today, icons }: Judging,
): { readonly compared: Compared; readonly shown: Omit<Comparison, 'id'> } {
  const { catalog } = basisOf(after);
  const whole = diffPlans(original, after, catalog);
  const diff = ignoreMoved ? withoutMoves(whole) : whole;
  const judged = (plan: Plan): Evaluation => evaluate({ plan, ...basisOf(plan), today });
  const [old, now] = [judged(whole.before), judged(after)];
  const { cost, scores, maturity, findings } = consequencesOf(old, now);
  const { nodes: _, ...total } = cost;
  const draw = (plan: BothPlans, of: Cost) => drawPlan({ ...plan, catalog, icons, palette: isDark ? dark : paper, cost: of });
  const { boxes, svg, width, height } = draw(bothPlans(diff, after), {
    ...now.cost,
    nodes: { ...old.cost.nodes, ...now.cost.nodes },
  });
  const sides = sideBySide(diff, after);
  const onSheet = isSideBySide ? onOneSheet(draw(sides.before, old.cost), draw(sides.after, now.cost)) : undefined;
  const words = { before: original, after, catalog, currency: cost.currency.after };
  const placeOf = placesOf(diff);
  const changes = diff.changes.map((change): ShownChange => {
    const place = placeOf(change);
    return {
      ...changeWords(change, words),
      part: change.part,
      kind: change.kind,
      id: change.id,
      formerId: change.formerId ?? null,
      moved: change.moved !== undefined && change.kind !== 'moved',
      byKey: canTakeKeys(change),
      box: boxIn(boxes, place.after ?? place.before),
      sides: onSheet ? { before: boxIn(onSheet.boxes.before, place.before), after: boxIn(onSheet.boxes.after, place.after) } : null,
    };
  });
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
      picture: { svg, width, height },
      sides: onSheet?.sheet ?? null,
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

function boxIn(boxes: DrawnBoxes, place: DrawnPlace | undefined): Box | null {
  if (!place) return null;
  const ofType = { node: boxes.nodes, edge: boxes.edges, group: boxes.groups, note: boxes.notes }[place.type];
  return ofType.get(place.id) ?? null;
}

/** Two drawings, each on a sheet of the same size, where the same point of the plan lies in the same place. */
function onOneSheet(
  before: Drawing,
  after: Drawing,
): {
  readonly sheet: NonNullable<Comparison['sides']>;
  readonly boxes: { readonly before: DrawnBoxes; readonly after: DrawnBoxes };
} {
  const origin = { x: Math.max(before.origin.x, after.origin.x), y: Math.max(before.origin.y, after.origin.y) };
  const placed = ({ svg, width, height, origin: own }: Drawing): PictureOnSheet => ({
    svg,
    width,
    height,
    x: origin.x - own.x,
    y: origin.y - own.y,
  });
  const pictures = { before: placed(before), after: placed(after) };
  const both = Object.values(pictures);
  return {
    sheet: {
      width: Math.max(...both.map(({ x, width }) => x + width)),
      height: Math.max(...both.map(({ y, height }) => y + height)),
      ...pictures,
    },
    boxes: { before: shifted(before.boxes, pictures.before), after: shifted(after.boxes, pictures.after) },
  };
}

function shifted({ nodes, edges, groups, notes }: DrawnBoxes, by: { readonly x: number; readonly y: number }): DrawnBoxes {
  const moved = (boxes: ReadonlyMap<string, Box>) =>
    new Map([...boxes].map(([id, box]) => [id, { ...box, x: box.x + by.x, y: box.y + by.y }]));
  return { nodes: moved(nodes), edges: moved(edges), groups: moved(groups), notes: moved(notes) };
}
