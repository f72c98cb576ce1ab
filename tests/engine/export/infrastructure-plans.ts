import { infrastructureServices } from '../../../src/engine/export/parts/infrastructure/deployment-of.ts';
import type { Exported } from '#engine/export';
import { emptyPlan, settingsOf, type Plan, type PlanNode } from '#engine/plan';
import { catalog } from '../../harness/resources.ts';

/* Plans that every language of infrastructure has to write. */

/** The plan with the example of each setting that its gaps name. */
export function filled(plan: Plan, { gaps }: Exported): Plan {
  const nodes = { ...plan.nodes };
  for (const { node, setting } of gaps) {
    const old = node === undefined ? undefined : nodes[node];
    if (!old || node === undefined) continue;
    const example = settingsOf(catalog.get(old.service)).find(({ id }) => id === setting)?.example;
    if (example !== undefined) nodes[node] = { ...old, settings: { ...old.settings, [setting]: example } };
  }
  return { ...plan, nodes };
}

/** A plan with a node of each service that is exported, joined to its monitor, its store and each other. */
export function everything(more: (service: string) => Partial<PlanNode> = () => ({})): Plan {
  const services = infrastructureServices;
  const edges = services.flatMap((service) => [
    { from: service, to: 'azure-monitor', kind: 'telemetry' as const },
    { from: service, to: 'azure-storage', kind: 'data' as const },
    { from: 'azure-event-hubs', to: service, kind: 'data' as const },
    { from: 'azure-container-registry', to: service, kind: 'image' as const },
    { from: 'azure-data-factory', to: service, kind: 'control' as const },
    { from: service, to: 'azure-data-factory', kind: 'control' as const },
    { from: 'azure-event-grid', to: service, kind: 'control' as const },
  ]);
  return {
    ...emptyPlan('Everything'),
    context: { region: 'westeurope' },
    nodes: Object.fromEntries(services.map((service) => [service, { service, ...more(service) }])),
    edges: edges.filter(({ from, to }) => from !== to),
  };
}

/** What nodes of {@link everything} may state. */
export const variants: Readonly<Record<string, (service: string) => Partial<PlanNode>>> = {
  'as it is': () => ({}),
  'with everything closed': () => ({
    safeguards: { access: 'private-endpoint', outbound: 'approved', zones: 'several', copies: 'second-region', secrets: 'key-vault' },
  }),
  'with everything inside of the network': () => ({ safeguards: { access: 'virtual-network', zones: 'several' } }),
  'with keys': () => ({ safeguards: { identity: 'keys' } }),
  'as somebody else made it': (service) => ({ settings: { exists: true, name: `their-${service}` } }),
  'in a region of its own': () => ({ region: 'North Europe', owner: "Data's team", settings: { tags: { 'cost/center': 4711 } } }),
  'of the first kind of each choice': (service) => choices(service, 0),
  'of the second kind of each choice': (service) => choices(service, 1),
  'of the last kind of each choice': (service) => choices(service, -1),
};

function choices(service: string, at: number): Partial<PlanNode> {
  const usage = (catalog.get(service)?.usage ?? []).flatMap((field) => {
    const option = field.type === 'choice' ? field.options.at(Math.min(at, field.options.length - 1)) : undefined;
    return option ? [[field.id, option.value] as const] : [];
  });
  return { usage: Object.fromEntries(usage) };
}

export const hostileNames: readonly string[] = [
  "it's '",
  'a\nb\r\n// c',
  '${evil()}',
  "'''",
  '\\',
  '\\${x}',
  '#disable-next-line',
  '@description(1)',
  ']]>',
  '\u2028\u0000\u202e',
  '\ud800',
  '日本😀',
  '%{ if true }x%{ endif }',
  '$${x} $$${y}',
  "[resourceId('a', 'b')]",
  '[[x]]',
  '"quoted" # and \'single\'',
  '*/ /* //',
];

/** A plan with one text in every place that takes any and comes into files of infrastructure. */
export function withHostile(plan: Plan, text: string): Plan {
  const nodes = Object.fromEntries(
    Object.entries(plan.nodes).map(([id, node]) => [
      id,
      {
        ...node,
        title: text,
        owner: text,
        settings: {
          tags: { [text]: text },
          ...(id === 'watch' ? { notify: [text], alerts: [{ name: text, query: text }] } : {}),
          ...(id === 'lake' ? { containers: [text], rules: [{ folder: text, deleteAfter: 3 }] } : {}),
        },
      },
    ]),
  );
  return { ...plan, name: text, nodes } as Plan;
}

/** Plans, by a service, whose ids give the same symbols, or words that mean something. */
export function collidingPlans(): Readonly<Record<string, Plan>> {
  const ids = [
    'a-b',
    'a_b',
    'A',
    'a',
    'location',
    'environment',
    'blobReader',
    'lake-name',
    'lake',
    'x'.repeat(60),
    `${'x'.repeat(59)}y`,
    'watch',
    'watch-people',
    'watch-id',
    'lake-identity',
    'main',
    'for',
  ];
  const services = ['azure-storage', 'azure-functions', 'azure-ml-compute', 'azure-monitor', 'azure-event-hubs'];
  const plans = services.map((service): [string, Plan] => [
    service,
    {
      ...emptyPlan('Ids'),
      nodes: {
        ...Object.fromEntries(ids.map((id) => [id, { service }])),
        job: { service: 'azure-ml-jobs-sdk' },
        alarm: { service: 'azure-monitor' },
      },
      edges: ids.flatMap((id) => [
        { from: id, to: 'job', kind: 'data' as const },
        { from: id, to: 'alarm', kind: 'telemetry' as const },
      ]),
    },
  ]);
  return Object.fromEntries(plans);
}
