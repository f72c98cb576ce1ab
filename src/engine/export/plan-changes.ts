import { edgeId, legible, same, titleOf, type Edge, type Plan, type PlanNode } from '../plan';
import type { Catalog } from '../catalog';
import { agreeing, counted, list } from '../format';

/*
 * What changed between two states of a plan, in the words of a commit message. Nodes are known by their ids: a node with another id is
 * another node.
 */

/** One change: short for the subject of a message, and as a line of its body. */
export interface PlanChangeWords {
  /** As an order without a capital: "add Event Hubs". */
  readonly brief: string;
  /** One or more lines, each a fact. */
  readonly lines: readonly string[];
}

/** Longest value in a line. */
const longestValue = 60;

/**
 * The changes from one state of a plan to another, the weightiest first: nodes added, exchanged, removed and changed, then edges, then what
 * holds for the whole plan. Empty if both say the same.
 * @param catalog for the names of services
 */
export function planChanges(before: Plan, after: Plan, catalog: Catalog): readonly PlanChangeWords[] {
  const words = new Words(before, after, catalog);
  return [...words.nodes(), ...words.edges(), ...words.whole(), ...words.drawing()];
}

class Words {
  constructor(
    private readonly before: Plan,
    private readonly after: Plan,
    private readonly catalog: Catalog,
  ) {}

  nodes(): PlanChangeWords[] {
    const { before, after } = this;
    const added = Object.keys(after.nodes).filter((id) => !before.nodes[id]);
    const removed = Object.keys(before.nodes).filter((id) => !after.nodes[id]);
    const common = Object.keys(after.nodes).filter((id) => before.nodes[id] && !same(before.nodes[id], after.nodes[id]));
    const swapped = common.filter((id) => before.nodes[id]?.service !== after.nodes[id]?.service);
    const changed = common.filter((id) => !swapped.includes(id));
    return [
      ...added.map((id) => {
        const [title, service] = [named(after, id), this.#service(after.nodes[id])];
        return { brief: `add ${title}`, lines: [`Add "${title}"${title === service ? '' : ` (${service})`}`] };
      }),
      ...swapped.map((id) => {
        const [old, next] = [this.#service(before.nodes[id]), this.#service(after.nodes[id])];
        return { brief: `swap ${old} for ${next}`, lines: [`Swap ${old} for ${next} at "${named(after, id)}"`] };
      }),
      ...removed.map((id) => ({ brief: `remove ${named(before, id)}`, lines: [`Remove "${named(before, id)}"`] })),
      ...changed.map((id) => this.#changed(id, before.nodes[id] ?? after.nodes[id], after.nodes[id])),
    ];
  }

  #changed(id: string, old: PlanNode | undefined, next: PlanNode | undefined): PlanChangeWords {
    const title = named(this.after, id);
    const lines = differences(old as Values, next as Values).map((line) => `"${title}": ${line}`);
    return { brief: `change ${title}`, lines };
  }

  edges(): PlanChangeWords[] {
    const [old, next] = [byId(this.before.edges), byId(this.after.edges)];
    const lines: string[] = [];
    for (const [id, edge] of next) {
      const was = old.get(id);
      if (!was) lines.push(`Connect ${this.#edge(this.after, edge)}`);
      else if (!same(was, edge))
        lines.push(...differences(was as Values, edge as Values).map((line) => `Edge ${this.#edge(this.after, edge)}: ${line}`));
    }
    for (const [id, edge] of old) if (!next.has(id)) lines.push(`Disconnect ${this.#edge(this.before, edge)}`);
    return lines.length === 0 ? [] : [{ brief: `change ${counted(lines.length, 'edge')}`, lines }];
  }

  /** Name, summary, context, assumptions, waivers and exports. */
  whole(): PlanChangeWords[] {
    const { before, after } = this;
    const changes: PlanChangeWords[] = [];
    const add = (brief: string, lines: readonly string[]) => {
      if (lines.length > 0) changes.push({ brief, lines });
    };
    if (before.name !== after.name) add(`rename the plan to ${short(after.name)}`, [`Name: ${change(before.name, after.name)}`]);
    if (before.summary !== after.summary) add('change the summary', [`Summary: ${change(before.summary, after.summary)}`]);
    add(
      'change the context',
      differences(before.context as Values, after.context as Values).map((line) => `Context: ${line}`),
    );
    add(
      'change the assumptions',
      differences(before.assumptions, after.assumptions).map((line) => `Assumption ${line}`),
    );
    const waived = (plan: Plan, other: Plan) => plan.waivers.filter((one) => !other.waivers.some((two) => same(one, two)));
    add('change the waivers', [
      ...waived(after, before).map(({ rule, because }) => `Waive ${rule}: ${short(because)}`),
      ...waived(before, after).map(({ rule }) => `No longer waive ${rule} as before`),
    ]);
    add(
      'change what is exported',
      differences((before.exports ?? {}) as Values, (after.exports ?? {}) as Values).map((line) => `Exports: ${line}`),
    );
    return changes;
  }

  /** Places, frames and notes of the drawing, which no file is made from. */
  drawing(): PlanChangeWords[] {
    const { before, after } = this;
    const lines: string[] = [];
    if (!same(before.groups, after.groups)) lines.push('Groups of the drawing changed');
    if (!same(before.notes, after.notes)) lines.push('Notes on the drawing changed');
    const moved = Object.keys(after.layout).filter((id) => before.layout[id] && !same(before.layout[id], after.layout[id])).length;
    if (moved > 0 || before.direction !== after.direction || !same(before.pinned, after.pinned))
      lines.push(
        moved > 0
          ? `${counted(moved, 'node')} ${agreeing(moved, 'has', 'have')} another place on the drawing`
          : 'The drawing is arranged in another way',
      );
    return lines.length === 0 ? [] : [{ brief: 'rearrange the drawing', lines }];
  }

  #service(node: PlanNode | undefined): string {
    const id = node?.service ?? '';
    return this.catalog.get(id)?.shortName ?? id;
  }

  #edge(plan: Plan, { from, to, kind }: Edge): string {
    return `"${named(plan, from)}" to "${named(plan, to)}" (${kind})`;
  }
}

type Values = Readonly<Record<string, unknown>>;

/** A line for each value that differs, by the keys that lead to it: `settings.code "src" instead of "lib"`. */
function differences(before: Values, after: Values, path = ''): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => {
    const [old, next] = [before[key], after[key]];
    if (same(old, next)) return [];
    const at = path === '' ? key : `${path}.${key}`;
    if (isMap(old ?? {}) && isMap(next ?? {})) return differences((old ?? {}) as Values, (next ?? {}) as Values, at);
    return [`${at} ${change(old, next)}`];
  });
}

function change(old: unknown, next: unknown): string {
  if (next === undefined) return `is no longer stated (${shown(old)})`;
  return old === undefined ? shown(next) : `${shown(next)} instead of ${shown(old)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return short(list(value)) || 'nothing';
  return typeof value === 'string' ? `"${short(value)}"` : short(JSON.stringify(value) ?? 'nothing');
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byId(edges: readonly Edge[]): ReadonlyMap<string, Edge> {
  return new Map(edges.map((edge) => [edgeId(edge), edge]));
}

function named(plan: Plan, id: string): string {
  return short(titleOf(plan, id));
}

/** A text of the plan in one line, cut to a readable length. */
function short(text: string): string {
  const line = legible(text).replace(/\s+/g, ' ').trim();
  return line.length > longestValue ? `${line.slice(0, longestValue - 1).trimEnd()}…` : line;
}
