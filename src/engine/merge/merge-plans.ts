import type { Catalog } from '../catalog';
import { inNamesOf, parts } from '../diff';
import { edgeId, isMap, type Edge, type Plan } from '../plan';
import type { MergeConflict, Overruled, Referee } from './conflict';
import { inCommonKeys, nameIn, type CommonKeys } from './keys';
import { mergedNames } from './names';
import { mergeAssumptions } from './parts/assumptions';
import { mergeDirection, mergeGroups, mergeLayout, mergeNotes, mergePins } from './parts/drawing';
import { mergeEdges } from './parts/edges';
import { mergeNodes } from './parts/nodes';
import { mergeRevisions } from './parts/revisions';
import { mergeWaivers } from './parts/waivers';
import { eachSide, type Side, type Sides } from './sides';
import { mergeValue } from './values';

/** Two sides of a plan, merged. */
export interface MergedPlans {
  /** With ours in every conflict. */
  readonly plan: Plan;
  /** With theirs in every conflict; the same plan if there is none. */
  readonly other: Plan;
  /** In the order in which comparisons list the parts of a plan. */
  readonly conflicts: readonly MergeConflict[];
  readonly overruled: readonly Overruled[];
}

/**
 * Merges what two sides did to a plan, by meaning: things are the same by their names, or by what they are if a side gave them another
 * name. Both results are whole plans. Neither holds a text that a person wrote (`source`).
 * @param catalog knows the stages of services
 */
export function mergePlans(plans: Sides<Plan>, catalog: Catalog): MergedPlans {
  const common = inCommonKeys(plans, catalog);
  const ours = new Merge(common, 'ours');
  const theirs = new Merge(common, 'theirs');
  const [plan, other] = [ours.plan(), theirs.plan()];
  const conflicts = unique([...ours.conflicts, ...theirs.conflicts], ({ kind, part, id, path }) => [kind, part, id, path]).toSorted(
    (a, b) => parts.indexOf(a.part) - parts.indexOf(b.part),
  );
  return {
    plan,
    other: conflicts.length > 0 ? other : plan,
    conflicts,
    overruled: unique([...ours.isOverruled, ...theirs.isOverruled], (one) => one).filter(
      ({ what, id }) => what !== 'emptied' || !(plan.groups[id] ?? other.groups[id]),
    ),
  };
}

/** Each item once, by what it says. */
function unique<T>(items: readonly T[], says: (item: T) => unknown): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(says(item)), item])).values()];
}

type Mergers = { readonly [K in Exclude<keyof Plan, 'source'>]-?: (common: CommonKeys, nodes: Plan['nodes'], referee: Referee) => Plan[K] };

/** Every key of a plan, with how it is merged. A key that is new in the model does not compile before it is listed here. */
const mergers: Omit<Mergers, 'nodes'> = {
  pipedraft: ({ plans }) => plans.ours.pipedraft,
  name: (common, _, referee) => value(common, 'name', referee),
  summary: (common, _, referee) => value(common, 'summary', referee),
  context: (common, _, referee) => value(common, 'context', referee, isContextSet),
  assumptions: (common, _, referee) => mergeAssumptions(common, referee),
  edges: mergeEdges,
  waivers: (common, _, referee) => mergeWaivers(common, referee),
  exports: (common, _, referee) => value(common, 'exports', referee, (path) => path.join('.') === 'exports.targets'),
  packet: (common, _, referee) => value(common, 'packet', referee),
  revisions: (common, _, referee) => mergeRevisions(common, referee),
  groups: mergeGroups,
  notes: (common, _, referee) => mergeNotes(common, referee),
  direction: (common, _, referee) => mergeDirection(common, referee),
  layout: mergeLayout,
  pinned: mergePins,
  own: ({ plans }, _, referee) =>
    mergeValue(
      eachSide(plans, ({ own }) => own),
      { part: 'plan', id: '', path: [] },
      referee,
    ) as Plan['own'], // all have one
};

/** Lists of the context whose order says nothing. */
function isContextSet(path: readonly string[]): boolean {
  return ['context.estate', 'context.needs.events', 'context.needs.serving'].includes(path.join('.'));
}

/** A part that is merged as any value of a document. */
function value<K extends 'name' | 'summary' | 'context' | 'exports' | 'packet'>(
  { plans }: CommonKeys,
  key: K,
  referee: Referee,
  isSet?: (path: readonly string[]) => boolean,
): Plan[K] {
  const values = eachSide(plans, (plan) => plan[key]);
  return mergeValue(values, { part: 'plan', id: '', path: [key] }, referee, isSet) as Plan[K]; // what a plan has under the key
}

/** A merge that takes one side wherever both cannot be kept. */
class Merge implements Referee {
  readonly conflicts: MergeConflict[] = [];
  readonly isOverruled: Overruled[] = [];

  constructor(
    readonly common: CommonKeys,
    readonly favour: Side,
  ) {}

  plan(): Plan {
    const nodes = mergeNodes(this.common, this);
    const merged = Object.entries(mergers).flatMap(([key, merger]) => {
      const part = merger(this.common, nodes, this);
      return part === undefined ? [] : [[key, part] as const];
    });
    const plan = { ...Object.fromEntries(merged), nodes } as unknown as Plan; // the table has each key of a plan
    return inNamesOf(plan, mergedNames(plan, this.common, this)).plan;
  }

  conflict(conflict: MergeConflict): void {
    const said = eachSide(conflict, (one) => this.#said(one, conflict.path));
    this.conflicts.push({ ...conflict, ...said });
  }

  overruled(overruled: Overruled): void {
    this.isOverruled.push(overruled);
  }

  /** A value with names in place of keys. */
  #said(value: unknown, path: readonly string[]): unknown {
    const name = (key: string) => nameIn(this.common, 'nodes', key);
    if (typeof value === 'string') {
      if (path[0] === 'group') return nameIn(this.common, 'groups', value);
      return value.startsWith('$') ? `$${nameIn(this.common, 'assumptions', value.slice(1))}` : value;
    }
    if (Array.isArray(value)) {
      if (path[0] === 'ends') return edgeId({ from: name(String(value[0])), to: name(String(value[1])), kind: value[2] as Edge['kind'] });
      return path[0] === 'on' ? value.map((place) => String(place).split('/', 3).map(name).join('/')) : (value as unknown);
    }
    if (!isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#said(inner, [...path, key])]));
  }
}
