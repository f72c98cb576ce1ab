import {
  applyEdits,
  edgeKindIds,
  idPattern,
  stageIds,
  type Context,
  type Plan,
  type PlanEdit,
  type PlanNode,
  type UsageValue,
} from '#engine/plan';
import { seeded } from '../../bench/plans.ts';
import { catalog } from './resources.ts';

/* Long walks of edits through one plan, as a day of work is: each step from the plan as it is, now and then back to an earlier state. */

/** One step: its name, for messages, and the plan after it. */
export interface Step {
  readonly name: string;
  readonly plan: Plan;
}

type Random = () => number;

/** Steps from a plan on. Chance comes from the seed alone. */
export function* editWalk(start: Plan, seed: number, steps: number): Generator<Step> {
  const random = seeded(seed);
  const states: Plan[] = [start];
  let plan = start;
  for (let step = 0; step < steps; step += 1) {
    if (random() < 0.06) {
      plan = pick(random, states);
      yield { name: 'undo', plan };
      continue;
    }
    const [name, kind] = pick(random, kinds);
    const edits = kind(plan, random, step);
    plan = applyEdits(plan, edits);
    states.push(plan);
    if (states.length > 12) states.shift();
    yield { name, plan };
  }
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T; // none of the lists is empty
}

function anId(plan: Plan, random: Random): string {
  const ids = Object.keys(plan.nodes);
  return ids.length === 0 ? 'none' : pick(random, ids);
}

function anyNode(random: Random): PlanNode {
  const service = random() < 0.08 ? pick(random, ['nothing-like-it', 'azure-data-factry']) : pick(random, catalog.services).id;
  const usage = Object.fromEntries(
    (catalog.get(service)?.usage ?? []).flatMap(({ id }) => (random() < 0.5 ? [[id, aValue(service, id, random)]] : [])),
  );
  return {
    service,
    ...(random() < 0.5 ? { title: pick(random, ['Copy', 'Train', 'Score', ' ']) } : {}),
    ...(random() < 0.2 ? { stage: pick(random, stageIds) } : {}),
    ...(random() < 0.2 ? { region: pick(random, regions) } : {}),
    usage,
  };
}

const regions = ['westeurope', 'North Europe', 'eastus', 'nowhere', ''];

function aValue(service: string, id: string, random: Random): UsageValue {
  const field = catalog.get(service)?.usage.find((one) => one.id === id);
  if (random() < 0.1) return pick(random, ['$runsPerMonth', '$nobody', '$dataPerRun', 'odd']);
  switch (field?.type) {
    case 'size':
      return pick(random, ['80 GB', '2 TB', '0 GB', '80 apples']);
    case 'duration':
      return pick(random, ['5 min', '3 h', '4 d']);
    case 'choice':
      return pick(random, field.options).value;
    case 'flag':
      return random() < 0.5;
    case 'vm':
      return pick(random, ['Standard_D4s_v5', 'Standard_NV12s_v3', 'Standard_NC6s_v3', 'Standard_Nothing']);
    default:
      return random() < 0.3 ? { low: 1, likely: 5, high: 20 } : pick(random, [0, 1, 10, 500, -3]);
  }
}

type Kind = (plan: Plan, random: Random, step: number) => readonly PlanEdit[];

const kinds: readonly (readonly [string, Kind])[] = [
  [
    'title',
    (plan, random, step) => [{ type: 'change-node', id: anId(plan, random), set: { title: pick(random, [`Title ${step}`, ' ', 'Copy']) } }],
  ],
  ['no title', (plan, random) => [{ type: 'change-node', id: anId(plan, random), set: { title: undefined } }]],
  [
    'note',
    (plan, random, step) => [
      { type: 'change-node', id: anId(plan, random), set: { note: pick(random, [`Note ${step}`, ' ', undefined]) } },
    ],
  ],
  ['usage', usageEdit],
  ['usage', usageEdit],
  ['stage', (plan, random) => [{ type: 'change-node', id: anId(plan, random), set: { stage: pick(random, [...stageIds, undefined]) } }]],
  [
    'region of a node',
    (plan, random) => [{ type: 'change-node', id: anId(plan, random), set: { region: pick(random, [...regions, undefined]) } }],
  ],
  ['decision', decisionEdit],
  ['safeguards', safeguardsEdit],
  ['add a node', (_, random, step) => [{ type: 'add-node', id: `added-${step}`, node: anyNode(random), place: 'free' }]],
  ['add a node and join it', joinedNode],
  [
    'delete nodes',
    (plan, random) => [
      { type: 'remove-nodes', ids: [anId(plan, random), anId(plan, random)].slice(0, 1 + Math.floor(random() * 2)), heal: random() < 0.5 },
    ],
  ],
  ['add an edge', edgeEdit],
  ['add an edge', edgeEdit],
  ['add a fitting edge', fittingEdge],
  ['add a fitting edge', fittingEdge],
  ['delete an edge', (plan, random) => (plan.edges.length === 0 ? [] : [{ type: 'remove-edges', edges: [pick(random, plan.edges)] }])],
  [
    'change an edge',
    (plan, random) =>
      plan.edges.length === 0
        ? []
        : [
            {
              type: 'change-edge',
              edge: pick(random, plan.edges),
              set: { kind: pick(random, edgeKindIds), title: pick(random, ['Rows', ' ', undefined]) },
            },
          ],
  ],
  [
    'swap a service',
    (plan, random) => [
      {
        type: 'swap-service',
        id: anId(plan, random),
        service: pick(random, catalog.services).id,
        usage: anyNode(random).usage,
      },
    ],
  ],
  ['context', contextEdit],
  ['context', contextEdit],
  ['needs', needsEdit],
  ['needs', needsEdit],
  [
    'assumption',
    (_, random) => [
      {
        type: 'set-assumption',
        name: pick(random, ['runsPerMonth', 'dataPerRun', 'unused']),
        value: pick(random, [3, 30, '40 GB', undefined]),
      },
    ],
  ],
  ['waiver', waiverEdit],
  [
    'no waiver',
    (plan, random) => (plan.waivers.length === 0 ? [] : [{ type: 'remove-waiver', at: Math.floor(random() * plan.waivers.length) }]),
  ],
  ['move', (plan, random) => [{ type: 'move-nodes', to: { [anId(plan, random)]: [random() * 100, random() * 100] } }]],
  [
    'group',
    (plan, random) => [{ type: 'add-group', id: 'frame', group: { title: pick(random, ['Frame', ' ']), nodes: [anId(plan, random)] } }],
  ],
  ['no group', () => [{ type: 'remove-groups', ids: ['frame'] }]],
  ['note on the drawing', (_, random) => [{ type: 'add-note', id: 'why', note: { text: pick(random, ['Because', ' ']), at: [1, 2] } }]],
  ['name', (_, random, step) => [{ type: 'set-plan', set: { name: `Plan ${step}`, summary: pick(random, ['Sum', ' ', undefined]) } }]],
  ['rename', (plan, random, step) => (idPattern.test(`n${step}`) ? [{ type: 'rename-id', from: anId(plan, random), to: `n${step}` }] : [])],
  ['order', (plan, random) => (random() < 0.3 ? [{ type: 'order-nodes', order: shuffled(Object.keys(plan.nodes), random) }] : [])],
  [
    'several at once',
    (plan, random, step) => [...usageEdit(plan, random), ...fittingEdge(plan, random), ...joinedNode(plan, random, step)],
  ],
];

function shuffled(ids: readonly string[], random: Random): readonly string[] {
  return ids
    .map((id) => ({ id, by: random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ id }) => id);
}

function usageEdit(plan: Plan, random: Random): readonly PlanEdit[] {
  const id = anId(plan, random);
  const service = plan.nodes[id]?.service ?? '';
  const fields = catalog.get(service)?.usage ?? [];
  const field = fields.length === 0 ? 'nothing' : pick(random, fields).id;
  return [{ type: 'set-usage', id, set: { [field]: random() < 0.2 ? undefined : aValue(service, field, random) } }];
}

function edgeEdit(plan: Plan, random: Random): readonly PlanEdit[] {
  const to = random() < 0.05 ? 'gone' : anId(plan, random);
  return [{ type: 'add-edge', edge: { from: anId(plan, random), to, kind: pick(random, edgeKindIds) } }];
}

function fittingEdge(plan: Plan, random: Random): readonly PlanEdit[] {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const [from, to] = [anId(plan, random), anId(plan, random)];
    const [a, b] = [catalog.get(plan.nodes[from]?.service ?? ''), catalog.get(plan.nodes[to]?.service ?? '')];
    const fitting = a && b && from !== to ? edgeKindIds.filter((kind) => catalog.shared(a, b, kind).length > 0) : [];
    if (fitting.length > 0) return [{ type: 'add-edge', edge: { from, to, kind: pick(random, fitting) } }];
  }
  return [];
}

function joinedNode(plan: Plan, random: Random, step: number): readonly PlanEdit[] {
  const id = `joined-${step}`;
  const edge = { from: anId(plan, random), to: id, kind: pick(random, edgeKindIds) };
  return [
    { type: 'add-node', id, node: anyNode(random), place: 'free' },
    { type: 'add-edge', edge },
  ];
}

function decisionEdit(plan: Plan, random: Random): readonly PlanEdit[] {
  const rejected = { [pick(random, catalog.services).id]: 'It costs too much.' };
  const decision = pick(random, [undefined, { because: 'It is cheap.' }, { because: ' ', rejected }, { because: 'Known.', rejected }]);
  return [{ type: 'change-node', id: anId(plan, random), set: { decision } }];
}

function safeguardsEdit(plan: Plan, random: Random): readonly PlanEdit[] {
  const safeguards = pick<PlanNode['safeguards']>(random, [
    undefined,
    { network: 'private' },
    { secrets: 'key-vault', identity: 'managed' },
    { zones: true, backup: true },
  ] as readonly PlanNode['safeguards'][]);
  return [{ type: 'change-node', id: anId(plan, random), set: { safeguards } }];
}

function contextEdit(_: Plan, random: Random): readonly PlanEdit[] {
  const sets: readonly Partial<Context>[] = [
    { budgetPerMonth: pick(random, [1, 5000, 1e6, undefined]) },
    { approach: pick(random, ['code', 'no-code', 'mixed', undefined] as const) },
    { region: pick(random, [...regions, undefined]) },
    { estate: pick(random, [['azure-devops', 'azure-databricks'], ['nothing-like-it'], [], undefined]) },
    {
      team: pick<Context['team']>(random, [
        undefined,
        { size: 2 },
        { size: 40, skills: { python: 'strong', spark: 'basic' } },
        { size: 3, skills: { piton: 'strong' } },
      ]),
    },
  ];
  return [{ type: 'set-context', set: pick(random, sets) }];
}

function needsEdit(_: Plan, random: Random): readonly PlanEdit[] {
  type Needs = Partial<NonNullable<Context['needs']>>;
  const sets: readonly Needs[] = [
    { dataVolume: pick(random, ['2 TB', '10 GB', undefined]) },
    { gpu: pick(random, [true, false, undefined]) },
    { distributed: pick(random, [true, undefined]) },
    { schedule: pick(random, ['cron', 'none', undefined]) } as Needs,
    { events: pick(random, [['blob-created', 'pull-request'], ['x'], undefined]) } as Needs,
    { serving: pick(random, [['batch'], ['realtime', 'edge'], undefined]) } as Needs,
    { manualApproval: pick(random, [true, undefined]) },
    { network: pick(random, ['private', 'public', undefined]) } as Needs,
    { dataClassification: pick(random, ['highly-confidential', 'confidential', 'public', undefined] as const) },
    { availability: pick(random, [99.9, 99.99, undefined]) },
    { recoveryTime: pick(random, ['1 h', '3 d', undefined]) } as Needs,
  ];
  return [{ type: 'set-needs', set: pick(random, sets) }];
}

function waiverEdit(plan: Plan, random: Random): readonly PlanEdit[] {
  const rule = pick(random, [
    'no-orphan-node',
    'usage-complete',
    'edge-kind-fits',
    'known-service',
    'over-budget',
    'no-such-rule',
    'glue-between',
  ]);
  const on = random() < 0.5 ? undefined : [anId(plan, random), anId(plan, random)];
  const until = pick(random, [undefined, '2026-01-01', '2027-01-01']);
  return [{ type: 'add-waiver', waiver: { rule, because: 'A trial', ...(on ? { on } : {}), ...(until ? { until } : {}) } }];
}
