import { applyEdits, patchYaml, readPlan, type Plan, type PlanEdit, type UsageValue } from '#engine/plan';
import { catalog, examples } from '#resources';
import { seeded } from './plans.ts';

/*
 * Ten histories of a plan on two branches, made by a script: each branch gets 5 to 40 edits as the application makes and saves them. Chance
 * comes from a seed, so every run has the same histories.
 */

/** Texts of a plan on two branches. */
export interface ScriptedHistory {
  readonly title: string;
  readonly plan: string;
  readonly edits: readonly [ours: number, theirs: number];
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

type Random = () => number;
type Kind = (plan: Plan, random: Random, name: string) => PlanEdit | undefined;

const pick = <T>(random: Random, list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
const nodeOf = (plan: Plan, random: Random) => pick(random, Object.keys(plan.nodes));

/** Kinds of edits, by what a person does. */
const kinds = {
  usage: (plan, random) => {
    const used = Object.entries(plan.nodes).flatMap(([id, { usage = {} }]) =>
      Object.entries(usage).map(([field, value]) => ({ id, field, value })),
    );
    const found = pick(
      random,
      used.filter(({ value }) => typeof value === 'number'),
    );
    return (
      found && { type: 'set-usage', id: found.id, set: { [found.field]: Math.ceil(Number(found.value) * (1 + random())) as UsageValue } }
    );
  },
  words: (plan, random, name) => {
    const id = nodeOf(plan, random);
    return id === undefined
      ? undefined
      : {
          type: 'change-node',
          id,
          set: { [pick(random, ['owner', 'note', 'title']) ?? 'note']: `By ${name}, ${Math.floor(random() * 1000)}` },
        };
  },
  add: (plan, random, name) => {
    const service = pick(random, catalog.services)?.id ?? 'azure-storage';
    const id = `${name}-${Object.keys(plan.nodes).length}`;
    return { type: 'add-node', id, node: { service, title: `${catalog.nameOf(service)} of ${name}` }, place: 'free' };
  },
  join: (plan, random) => {
    const [from, to] = [nodeOf(plan, random), nodeOf(plan, random)];
    return from === undefined || to === undefined || from === to
      ? undefined
      : { type: 'add-edge', edge: { from, to, kind: pick(random, ['data', 'telemetry', 'control'] as const) ?? 'data' } };
  },
  part: (plan, random) => {
    const edge = pick(random, plan.edges);
    return edge && { type: 'remove-edges', edges: [edge] };
  },
  remove: (plan, random) => {
    const id = nodeOf(plan, random);
    return id === undefined ? undefined : { type: 'remove-nodes', ids: [id], heal: true };
  },
  rename: (plan, random, name) => {
    const id = nodeOf(plan, random);
    return id === undefined ? undefined : { type: 'rename-id', from: id, to: `${id.slice(0, 40)}-${name}` };
  },
  move: (plan, random) => {
    const id = nodeOf(plan, random);
    return id === undefined
      ? undefined
      : { type: 'move-nodes', to: { [id]: [Math.floor(random() * 100) * 8, Math.floor(random() * 100) * 8] } };
  },
  context: (_, random) =>
    pick<PlanEdit>(random, [
      { type: 'set-context', set: { budgetPerMonth: 1000 + Math.floor(random() * 4) * 500 } },
      { type: 'set-context', set: { region: pick(random, ['westeurope', 'northeurope']) ?? 'westeurope' } },
      { type: 'set-needs', set: { manualApproval: random() < 0.5 } },
      { type: 'set-needs', set: { availability: pick(random, [99, 99.5, 99.9]) ?? 99 } },
    ]),
  assumption: (_, random, name) => ({
    type: 'set-assumption',
    name: random() < 0.3 ? 'shared' : `${name}Runs`,
    value: Math.ceil(random() * 50),
  }),
  waive: (_, random, name) => ({
    type: 'add-waiver',
    waiver: {
      rule: pick(random, ['no-orphan-node', 'known-service', 'all-stages-covered']) ?? 'known-service',
      because: `Agreed with ${name}, ${Math.floor(random() * 1000)}.`,
    },
  }),
  draw: (plan, random, name) => {
    const id = nodeOf(plan, random);
    const note: PlanEdit = {
      type: 'add-note',
      id: `note-${Math.floor(random() * 5)}`,
      note: { text: `Note of ${name}`, at: [Math.floor(random() * 90), 0] },
    };
    return pick<PlanEdit>(random, [
      note,
      ...(id === undefined
        ? []
        : [
            { type: 'add-group', id: `group-${name}`, group: { title: name, nodes: [id] } } satisfies PlanEdit,
            { type: 'pin-nodes', ids: [id], pinned: true } satisfies PlanEdit,
          ]),
    ]);
  },
} satisfies Record<string, Kind>;

const all = Object.keys(kinds) as (keyof typeof kinds)[];

const scripts: readonly {
  readonly title: string;
  readonly example: string;
  readonly edits: readonly [number, number];
  readonly does: readonly [readonly (keyof typeof kinds)[], readonly (keyof typeof kinds)[]];
}[] = [
  { title: 'two people size the same plan', example: 'churn-scoring', edits: [10, 10], does: [['usage'], ['usage']] },
  { title: 'both add services', example: 'template-azure-ml', edits: [5, 5], does: [['add'], ['add']] },
  {
    title: 'both add services and join them',
    example: 'churn-scoring',
    edits: [12, 12],
    does: [
      ['add', 'join'],
      ['add', 'join'],
    ],
  },
  { title: 'one writes owners and notes, one sizes', example: 'demand-forecast', edits: [15, 15], does: [['words'], ['usage']] },
  { title: 'one gives new ids, one works on', example: 'churn-scoring', edits: [8, 20], does: [['rename'], ['usage', 'words', 'join']] },
  {
    title: 'one cleans up, one builds on',
    example: 'reference-streaming',
    edits: [6, 15],
    does: [
      ['remove', 'part'],
      ['add', 'join', 'usage'],
    ],
  },
  {
    title: 'both draw',
    example: 'reference-rag-foundry',
    edits: [20, 20],
    does: [
      ['move', 'draw'],
      ['move', 'draw'],
    ],
  },
  {
    title: 'both decide: context, assumptions, waivers',
    example: 'demand-forecast',
    edits: [10, 10],
    does: [
      ['context', 'assumption', 'waive'],
      ['context', 'assumption', 'waive'],
    ],
  },
  { title: 'everything', example: 'reference-many-models', edits: [20, 20], does: [all, all] },
  { title: 'everything, for long', example: 'reference-hybrid-copy', edits: [40, 40], does: [all, all] },
];

/** The ten histories. */
export function histories(): readonly ScriptedHistory[] {
  return scripts.map(({ title, example, edits, does }, at) => {
    const base = examples.find(({ file }) => file.startsWith(`${example}.`))?.text ?? '';
    const side = (number: 0 | 1, name: string) => {
      const random = seeded(1000 + at * 10 + number);
      let plan = readPlan(base, 'plan.yaml').plan;
      for (let done = 0; done < edits[number];) {
        const kind: Kind | undefined = kinds[pick(random, does[number]) ?? 'words'];
        const edit = kind?.(plan, random, name);
        const next = edit ? applyEdits(plan, [edit]) : plan;
        if (next === plan) continue;
        plan = next;
        done += 1;
      }
      return patchYaml(base, plan);
    };
    return { title, plan: example, edits, base, ours: side(0, 'ada'), theirs: side(1, 'bob') };
  });
}

/** True if a text is a plan of which each edge has its ends. */
export function isWhole(text: string): boolean {
  try {
    const { plan } = readPlan(text, 'plan.yaml');
    return plan.edges.every(({ from, to }) => plan.nodes[from] && plan.nodes[to]);
  } catch {
    return false;
  }
}
