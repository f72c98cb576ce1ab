import { compareEdges, edgeId, edgeKindIds, readPlan, stageIds, type Edge, type Plan, type PlanNode, type UsageValue } from '#engine/plan';
import { catalog, examples } from '#resources';

/*
 * Plans of any size to measure with. Chance comes from a seed, so that two runs measure the same.
 */

/** Copies of the shipped plans, each handing data to the next; one monitor and one repository serve all of them, as in a real estate. */
export function joinedPlan(nodes: number): Plan {
  const sources = examples.map(({ file, text }) => readPlan(text, file).plan);
  const result: Record<string, PlanNode> = {
    'shared-monitor': { service: 'azure-monitor', title: 'Everything', usage: { dataIngested: '100 GB' } },
    'shared-repository': { service: 'code-repository', title: 'Everything' },
  };
  const edges: Edge[] = [];
  let last: string | undefined;
  let size = 2;
  for (let copy = 0; size < nodes; copy += 1) {
    const source = sources[copy % sources.length];
    if (!source) break;
    const name = (id: string) => `c${copy}-${id}`;
    const taken = new Set(Object.keys(source.nodes).slice(0, nodes - size));
    for (const id of taken) result[name(id)] = source.nodes[id] as PlanNode;
    size += taken.size;
    for (const edge of source.edges)
      if (taken.has(edge.from) && taken.has(edge.to)) edges.push({ ...edge, from: name(edge.from), to: name(edge.to) });
    const fits = (from: string, to: string, kind: Edge['kind']) => {
      const [start, end] = [catalog.get(result[from]?.service ?? ''), catalog.get(result[to]?.service ?? '')];
      return start !== undefined && end !== undefined && catalog.shared(start, end, kind).length > 0;
    };
    const first = [...taken].map(name).find((id) => last !== undefined && fits(last, id, 'data'));
    if (last !== undefined && first !== undefined) edges.push({ from: last, to: first, kind: 'data' });
    for (const id of [...taken].map(name)) {
      if (fits(id, 'shared-monitor', 'telemetry')) edges.push({ from: id, to: 'shared-monitor', kind: 'telemetry' });
      if (fits('shared-repository', id, 'code')) edges.push({ from: 'shared-repository', to: id, kind: 'code' });
    }
    last = [...taken].map(name).find((id) => result[id]?.service === 'azure-storage') ?? last;
  }
  const [example] = sources;
  return {
    pipedraft: 1,
    name: `${nodes} nodes`,
    context: { ...example?.context, team: { size: 40, skills: { python: 'strong', sql: 'strong', spark: 'basic', yaml: 'strong' } } },
    assumptions: Object.assign({}, ...sources.map(({ assumptions }) => assumptions)) as Plan['assumptions'],
    nodes: result,
    edges: distinct(edges),
    waivers: example?.waivers ?? [],
    groups: {},
    notes: {},
    layout: {},
    pinned: [],
    own: {},
  };
}

/** Everything that can be wrong, in great number: services that nobody knows or that have ended, usage that cannot be read, edges of any kind to anywhere. */
export function hostilePlan(nodes: number, seed = 1): Plan {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const services = catalog.services.map(({ id }) => id);
  const result: Record<string, PlanNode> = {};
  const ids: string[] = [];
  for (let at = 0; at < nodes; at += 1) {
    const id = `n${at}`;
    ids.push(id);
    const service = random() < 0.05 ? pick(['azure-data-factry', 'nothing-like-it', 'adf']) : pick(services);
    const usage: Record<string, UsageValue> = {};
    for (const field of catalog.get(service)?.usage ?? []) {
      const chance = random();
      if (chance < 0.35) continue;
      if (chance < 0.45) usage[field.id] = '$nobody';
      else if (chance < 0.5) usage[`${field.id}x`] = 1;
      else if (field.type === 'number') usage[field.id] = chance < 0.6 ? { low: 1, likely: 5, high: 20 } : pick([1, 10, 500, -3]);
      else if (field.type === 'size') usage[field.id] = pick(['80 GB', '2 TB', '1 MB', '80 apples']);
      else if (field.type === 'duration') usage[field.id] = pick(['5 min', '3 h', '4 d']);
      else if (field.type === 'choice') usage[field.id] = pick(field.options).value;
      else if (field.type === 'flag') usage[field.id] = random() < 0.5;
      else if (field.type === 'vm') usage[field.id] = pick(['Standard_D4s_v5', 'Standard_NV12s_v3', 'Standard_Nothing']);
    }
    result[id] = {
      service,
      ...(random() < 0.5 ? { title: pick(['Copy', 'Train', 'Score', 'Watch']) } : {}),
      ...(random() < 0.2 ? { stage: pick(stageIds) } : {}),
      ...(random() < 0.1 ? { region: pick(['northeurope', 'eastus']) } : {}),
      usage,
    };
  }
  const edges: Edge[] = [];
  for (let at = 0; at < nodes * 2; at += 1) {
    const from = Math.floor(random() * nodes);
    // mostly to a neighbour, now and then across the plan, and to one node that everything leads to
    const to = random() < 0.1 ? 0 : random() < 0.9 ? (from + Math.floor(random() * 40)) % nodes : Math.floor(random() * nodes);
    edges.push({ from: `n${from}`, to: random() < 0.01 ? 'gone' : `n${to}`, kind: pick(edgeKindIds) });
  }
  return {
    pipedraft: 1,
    name: `${nodes} hostile nodes`,
    context: {
      approach: pick(['code', 'no-code']),
      team: { size: 3, skills: { python: 'basic', piton: 'strong' } },
      estate: ['azure-devops', 'azure-databricks', 'azure-storage', 'nothing-like-it'],
      region: 'westeurope',
      budgetPerMonth: 100,
      needs: {
        schedule: 'cron',
        events: ['blob-created', 'pull-request', 'email', 'x'],
        manualApproval: true,
        dataVolume: '20 TB',
        distributed: true,
        gpu: true,
        serving: ['batch', 'realtime', 'edge'],
      },
    },
    assumptions: { runsPerMonth: 30, dataPerRun: '40 GB', requestsPerMonth: 1000 },
    nodes: result,
    edges: [...edges, ...edges.slice(0, Math.ceil(nodes / 100))].sort(compareEdges),
    waivers: ['no-orphan-node', 'usage-complete', 'edge-kind-fits', 'no-such-rule'].flatMap((rule) => [
      { rule, on: ids.slice(0, 50), because: 'A trial' },
      { rule, on: ids.slice(50, 60), because: 'A trial', until: '2026-01-01' },
    ]),
    groups: {},
    notes: {},
    layout: {},
    pinned: [],
    own: {},
  };
}

/** The last of the plan's nodes get services that nobody knows. */
export function withUnknown(plan: Plan, number: number): Plan {
  if (number === 0) return plan;
  const last = Object.entries(plan.nodes).slice(-number);
  return { ...plan, nodes: { ...plan.nodes, ...Object.fromEntries(last.map(([id, node]) => [id, { ...node, service: 'unheard-of' }])) } };
}

function distinct(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((edge) => [edgeId(edge), edge])).values()].sort(compareEdges);
}

/** A small generator of chance. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
