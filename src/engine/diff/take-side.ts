import { counted } from '../format';
import {
  applyEdits,
  compareEdges,
  edgeId,
  sharing,
  titleOf,
  type Edge,
  type Group,
  type Note,
  type Plan,
  type PlanEdit,
  type PlanNode,
  type Waiver,
} from '../plan';
import { namedParts, type Change, type NamedPart, type Part, type PlanDiff } from './change';
import { inNamesOf, referencesIn } from './in-names';
import { pairEdges, pairWaivers, sortedWaiver, waiverId } from './pairs';

/*
 * Takes changes back: the plan after, with what the plan before says in their place. More than 250 lines, since it is one thing: what is
 * taken of one part decides what the other parts may name.
 */

/** Changes that cannot be taken back without others. */
export interface NotAlone {
  /** The reason, and what to do, as sentences. */
  readonly problem: string;
  readonly fix: string;
  /** Indices of all changes that can be taken back together with the chosen ones; empty if there is no way. */
  readonly needs: readonly number[];
}

export type Taken = { readonly plan: Plan } | { readonly refused: NotAlone };

/** What a comparison knows, and both plans under their own names. */
export interface Compared {
  readonly original: Plan;
  readonly after: Plan;
  readonly diff: PlanDiff;
}

/**
 * Takes changes back.
 * @param chosen indices into the changes of the comparison
 * @returns the plan after with the side of the plan before for these changes; or the reason why they cannot be taken back by themselves. All
 *   changes together give the plan before, apart from the order of its entries.
 */
export function takeSide(compared: Compared, chosen: readonly number[]): Taken {
  let all = new Set(chosen);
  let first: Obstacle | undefined;
  for (;;) {
    const outcome = new Taking(compared, all).run();
    if ('plan' in outcome) return first ? { refused: refusal(first, [...all], chosen.length) } : outcome;
    first ??= outcome.obstacle;
    const more = outcome.obstacle.needs.filter((index) => !all.has(index));
    if (more.length === 0) return { refused: refusal(first, [], chosen.length) };
    all = new Set([...all, ...more]);
  }
}

function refusal({ problem }: Obstacle, all: readonly number[], chosen: number): NotAlone {
  const needs = all.toSorted((a, b) => a - b);
  if (needs.length === 0) return { problem, fix: 'Change the plan itself instead.', needs };
  return {
    problem,
    fix: `Take ${needs.length === 2 && chosen === 1 ? 'both' : `all ${counted(needs.length, 'change')}`} together.`,
    needs,
  };
}

/** Something that keeps the chosen changes from being taken back. */
interface Obstacle {
  readonly problem: string;
  /** Changes that would have to be taken back as well. */
  readonly needs: readonly number[];
}

class Taking {
  readonly #original: Plan;
  readonly #before: Plan;
  readonly #after: Plan;
  readonly #former: PlanDiff['former'];
  readonly #changes: readonly Change[];
  readonly #chosen: ReadonlySet<number>;
  readonly #obstacles: Obstacle[] = [];

  constructor({ original, after, diff }: Compared, chosen: ReadonlySet<number>) {
    this.#original = original;
    this.#before = diff.before;
    this.#after = after;
    this.#former = diff.former;
    this.#changes = diff.changes;
    this.#chosen = chosen;
  }

  run(): { readonly plan: Plan } | { readonly obstacle: Obstacle } {
    const plan = this.#named(this.#checked(this.#mixed()));
    const needs = [...new Set(this.#obstacles.flatMap((one) => one.needs))];
    const [first] = this.#obstacles;
    return first || !plan
      ? { obstacle: { problem: first?.problem ?? 'It contradicts the rest of the plan.', needs } }
      : { plan: sharing(this.#after, plan) };
  }

  #chosenOf(part: Part): Change[] {
    return this.#changes.filter((change, index) => change.part === part && this.#chosen.has(index));
  }

  /** Index of the change of something, by its name in the plan after, or in `before` if it was removed. */
  #changeOf(part: NamedPart, name: string): number {
    const isGone = !Object.hasOwn(this.#after[part], name);
    const kind = partOf[part];
    return this.#changes.findIndex((change) =>
      change.part === kind && (change.kind === 'removed') === isGone ? this.#nameOf(part, change) === name : false,
    );
  }

  /** The name of a changed thing in the plan after, or in `before` if it was removed. */
  #nameOf(part: NamedPart, { kind, id }: Change): string {
    if (kind !== 'removed') return id;
    const entries = Object.entries(this.#former[part]);
    return entries.find(([name, was]) => was === id && !Object.hasOwn(this.#after[part], name))?.[0] ?? id;
  }

  #formerOf(part: NamedPart, name: string): string {
    return this.#former[part][name] ?? name;
  }

  /** The plan after without what is taken back, and with what comes in its place; in the names of the comparison. */
  #mixed(): Plan {
    const before = this.#before;
    const edges = this.#edges();
    const waivers = this.#waivers();
    const groups = this.#chosenOf('group');
    const gone = (part: Part) => this.#chosenOf(part).flatMap(({ kind, id }) => (kind === 'added' ? [id] : []));
    const edits: PlanEdit[] = [{ type: 'remove-nodes', ids: gone('node'), heal: false }];
    // what is taken back is left out, so that removing nodes takes nothing of it along
    const rest = applyEdits(
      {
        ...this.#after,
        edges: edges.kept,
        waivers: waivers.kept,
        groups: without(
          this.#after.groups,
          groups.map(({ id }) => id),
        ),
        notes: without(this.#after.notes, gone('note')),
        assumptions: without(this.#after.assumptions, gone('assumption')),
      },
      edits,
    );
    const nodes: Record<string, PlanNode> = { ...rest.nodes };
    const layout = { ...rest.layout };
    const pinned = new Set(rest.pinned);
    for (const change of this.#chosenOf('node')) {
      if (change.kind === 'added') continue;
      const name = this.#nameOf('nodes', change);
      const [node, place] = [before.nodes[name], before.layout[name]];
      if (!node) continue;
      nodes[name] = this.#withOwnTitle(name, node);
      if (change.kind === 'removed' || change.moved) {
        if (place) layout[name] = place;
        else delete layout[name];
      }
      if (change.kind === 'removed' || change.keys.some(({ path }) => path[0] === 'pinned'))
        if (before.pinned.includes(name)) pinned.add(name);
        else pinned.delete(name);
    }
    const notes: Record<string, Note> = { ...rest.notes };
    for (const change of this.#chosenOf('note')) {
      const name = this.#nameOf('notes', change);
      const [old, now] = [before.notes[name], this.#after.notes[name]];
      if (change.kind !== 'added' && old) notes[name] = now && !change.moved ? { ...old, at: now.at } : old;
    }
    const assumptions = { ...rest.assumptions };
    for (const change of this.#chosenOf('assumption')) {
      const name = this.#nameOf('assumptions', change);
      if (change.kind !== 'added' && Object.hasOwn(before.assumptions, name)) assumptions[name] = before.assumptions[name] ?? 0;
    }
    return {
      ...rest,
      ...this.#planKeys(),
      nodes: inPlace(nodes, this.#after.nodes, Object.keys(before.nodes)),
      layout,
      pinned: [...pinned].sort((a, b) => (a < b ? -1 : 1)),
      edges: [...rest.edges, ...edges.restored].sort(compareEdges),
      waivers: [...rest.waivers, ...waivers.restored],
      groups: this.#groups(rest.groups, groups),
      notes,
      assumptions,
    };
  }

  /** A removed node whose id has another owner now was given a title by the comparison. */
  #withOwnTitle(name: string, node: PlanNode): PlanNode {
    if (this.#original.nodes[this.#formerOf('nodes', name)]?.title !== undefined || node.title === undefined) return node;
    const { title: _, ...rest } = node;
    return rest;
  }

  #edges(): { readonly kept: readonly Edge[]; readonly restored: readonly Edge[] } {
    const { beforeOf, removed } = pairEdges(this.#before.edges, this.#after.edges);
    const chosen = this.#chosenOf('edge');
    const ids = new Set(chosen.flatMap(({ kind, id }) => (kind === 'removed' ? [] : [id])));
    const gone = new Set(chosen.flatMap(({ kind, id }) => (kind === 'removed' ? [id] : [])));
    const restored: Edge[] = [];
    const restore = (edge: Edge | undefined) => {
      if (edge) restored.push(edge);
    };
    const kept = this.#after.edges.filter((edge, at) => {
      if (!ids.has(edgeId(edge))) return true;
      restore(this.#before.edges[beforeOf.get(at) ?? -1]);
      return false;
    });
    for (const at of removed) {
      const edge = this.#before.edges[at];
      if (edge && gone.has(this.#formerEdgeId(edge))) restore(edge);
    }
    return { kept, restored };
  }

  #formerEdgeId({ from, to, kind }: Edge): string {
    return edgeId({ from: this.#formerOf('nodes', from), to: this.#formerOf('nodes', to), kind });
  }

  #waivers(): { readonly kept: readonly Waiver[]; readonly restored: readonly Waiver[] } {
    const [olds, news] = [this.#before.waivers, this.#after.waivers];
    const { beforeOf, removed } = pairWaivers(olds.map(sortedWaiver), news.map(sortedWaiver));
    const chosen = this.#chosenOf('waiver');
    const idOf = (waiver: Waiver) => waiverId(sortedWaiver(waiver));
    const ids = new Set(chosen.flatMap(({ kind, id }) => (kind === 'removed' ? [] : [id])));
    const gone = new Set(chosen.flatMap(({ kind, id }) => (kind === 'removed' ? [id] : [])));
    const indices = news.flatMap((waiver, at) => (ids.has(idOf(waiver)) ? [beforeOf.get(at) ?? -1] : []));
    const back = removed.filter((at) => olds[at] && gone.has(idOf(olds[at])));
    return {
      kept: news.filter((waiver) => !ids.has(idOf(waiver))),
      restored: [...indices, ...back].flatMap((at) => olds[at] ?? []),
    };
  }

  /** A node is in one group: one that is taken back has its nodes, and others lose them. */
  #groups(rest: Plan['groups'], chosen: readonly Change[]): Plan['groups'] {
    const restored: Record<string, Group> = {};
    for (const change of chosen) {
      const name = this.#nameOf('groups', change);
      const group = this.#before.groups[name];
      if (change.kind !== 'added' && group) restored[name] = group;
    }
    const claimed = new Set(Object.values(restored).flatMap(({ nodes }) => nodes));
    const others = Object.entries(rest).flatMap(([name, group]): [string, Group][] => {
      const nodes = group.nodes.filter((id) => !claimed.has(id));
      return nodes.length === group.nodes.length ? [[name, group]] : nodes.length > 0 ? [[name, { ...group, nodes }]] : [];
    });
    return { ...Object.fromEntries(others), ...restored };
  }

  #planKeys(): Partial<Plan> {
    const before = this.#before;
    const set: Record<string, unknown> = {};
    for (const { keys } of this.#chosenOf('plan'))
      for (const {
        path: [key = ''],
      } of keys) {
        if (key.startsWith('x-')) {
          const own: Record<string, unknown> = { ...((set['own'] as Plan['own'] | undefined) ?? this.#after.own) };
          if (Object.hasOwn(before.own, key)) own[key] = before.own[key];
          else delete own[key];
          set['own'] = own;
        } else set[key] = before[key as 'name' | 'summary' | 'context' | 'exports' | 'packet' | 'revisions' | 'direction'];
      }
    return set as Partial<Plan>; // the keys are those that the comparison names
  }

  /** Finds what the mixed plan names and does not have. */
  #checked(plan: Plan): Plan {
    const isThere = (id: string) => Object.hasOwn(plan.nodes, id);
    const needNode = (id: string, what: string) => {
      if (isThere(id) || !Object.hasOwn(this.#before.nodes, id)) return; // a plan may name nodes that it does not have
      const index = this.#changeOf('nodes', id);
      const problem = `${what} needs the node “${titleOf(this.#before, id)}”, which is not in this plan.`;
      this.#obstacles.push({ problem, needs: index < 0 ? [] : [index] });
    };
    const known = new Set(this.#after.edges);
    for (const { from, to } of plan.edges.filter((edge) => !known.has(edge)))
      for (const end of [from, to]) needNode(end, `The edge “${titleOf(this.#before, from)} → ${titleOf(this.#before, to)}”`);
    for (const [id, { title, nodes }] of Object.entries(plan.groups))
      for (const node of nodes) needNode(node, `The group “${title ?? id}”`);
    const wereWaived = new Set(this.#after.waivers.flatMap(({ on = [] }) => on));
    for (const { rule, on = [] } of plan.waivers)
      for (const place of on)
        if (!wereWaived.has(place)) for (const id of place.split('/').slice(0, 2)) needNode(id, `The waiver of “${rule}”`);
    for (const [name, places] of referencesIn(plan)) this.#checkAssumption(plan, name, places);
    return plan;
  }

  /** @param places where usage refers to it, as `node/field` */
  #checkAssumption(plan: Plan, name: string, places: readonly string[]): void {
    if (Object.hasOwn(plan.assumptions, name)) return;
    const changes = places.map((place) => this.#changeOf('nodes', place.split('/')[0] ?? ''));
    const isTakenAway = Object.hasOwn(this.#after.assumptions, name);
    const isMissed = changes.some((index) => this.#chosen.has(index)) && Object.hasOwn(this.#before.assumptions, name);
    const needs = isTakenAway ? changes : isMissed ? [this.#changeOf('assumptions', name)] : [];
    const open = needs.filter((index) => index >= 0 && !this.#chosen.has(index));
    const title = titleOf(plan, places[0]?.split('/')[0] ?? '');
    if (open.length > 0) this.#obstacles.push({ problem: `The node “${title}” refers to the assumption “${name}”.`, needs: open });
  }

  /** The plan with the names that its parts get back; `undefined` if two would have the same name. */
  #named(plan: Plan): Plan | undefined {
    const names = Object.fromEntries(namedParts.map((part) => [part, this.#namesOf(part, plan)])) as Record<NamedPart, Map<string, string>>;
    if (this.#obstacles.length > 0) return undefined;
    const isSame = namedParts.every((part) => [...names[part]].every(([name, own]) => name === own));
    return isSame ? plan : inNamesOf(plan, names).plan;
  }

  #namesOf(part: NamedPart, plan: Plan): Map<string, string> {
    const chosen = new Set(this.#chosenOf(partOf[part]).map((change) => this.#nameOf(part, change)));
    const names = new Map<string, string>();
    const owners = new Map<string, string[]>();
    for (const name of Object.keys(plan[part])) {
      const own = chosen.has(name) ? this.#formerOf(part, name) : name;
      names.set(name, own);
      owners.set(own, [...(owners.get(own) ?? []), name]);
    }
    for (const [own, sharing] of owners) {
      if (sharing.length < 2) continue;
      const others = sharing.filter((name) => !chosen.has(name));
      this.#obstacles.push({
        problem: `The name “${own}” belongs to another ${partOf[part]} now.`,
        needs: others.map((name) => this.#changeOf(part, name)).filter((index) => index >= 0),
      });
    }
    return names;
  }
}

const partOf = { nodes: 'node', assumptions: 'assumption', groups: 'group', notes: 'note' } as const satisfies Record<NamedPart, Part>;

function without<T>(map: Readonly<Record<string, T>>, gone: readonly string[]): Readonly<Record<string, T>> {
  if (gone.length === 0) return map;
  const names = new Set(gone);
  return Object.fromEntries(Object.entries(map).filter(([name]) => !names.has(name)));
}

/** The entries in the order of the plan after; each that came back follows the one that it followed before. */
function inPlace<T>(
  map: Readonly<Record<string, T>>,
  after: Readonly<Record<string, unknown>>,
  order: readonly string[],
): Record<string, T> {
  const names = Object.keys(map).filter((name) => Object.hasOwn(after, name));
  for (const [at, name] of order.entries()) {
    if (Object.hasOwn(after, name) || !Object.hasOwn(map, name)) continue;
    const there = new Set(names);
    const previous = order.slice(0, at).findLast((one) => there.has(one));
    names.splice(previous === undefined ? 0 : names.indexOf(previous) + 1, 0, name);
  }
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(map, name) ? [[name, map[name] as T]] : [])));
}
