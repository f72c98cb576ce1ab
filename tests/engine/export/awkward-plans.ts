import fc from 'fast-check';
import { PlanGraph, type Setting } from '#engine/catalog';
import type { ExportInput } from '#engine/export';
import type { NodeId, Plan, PlanNode, SettingValue } from '#engine/plan';
import { compareEdges, emptyPlan } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { book, catalog } from '../../harness/resources.ts';
import { inputOf } from './harness.ts';

/* Plans that exporters must not stumble over: hostile texts, ids that collide, nodes taken away, all settings stated. */

/** The input of exporters that read no findings, scores or cost: those of an empty plan stand in for the plan's own. */
export function graphOnly(plan: Plan, file = 'plan.pipedraft.yaml'): ExportInput {
  nothing ??= inputOf(emptyPlan('Empty')).evaluation;
  return { graph: new PlanGraph(plan, catalog, book), file, evaluation: nothing };
}
let nothing: ExportInput['evaluation'] | undefined;

export const hostileTexts: readonly string[] = [
  '"quoted" and \'single\'',
  'line\nbreak\r\nand\u2028more',
  '${{ github.token }} ${bundle.target} $(rm -rf ~) `id`',
  ']]> --> *\/ <script>alert(1)</script> <!-- x -->',
  "'; drop table x; --",
  '# no comment: [link](https://example.com) | cell | %%{init: {"theme": "dark"}}%%',
  '@{pipeline().RunId} @concat(1) {{ jinja }} {%x%}',
  'style a:#"x"; classDef b:#fff; end',
  'Größe \u202eevil 日本語 😀 \u0000\u001b[31m \ud800',
  '"""\\n\\u0041 \\',
  'next\u0085import os',
  '- dash',
  '&amp; &lt;b&gt; #quot;',
];

/** The plan with one text in every place that takes any. */
export function withText(plan: Plan, text: string): Plan {
  return {
    ...plan,
    name: text,
    summary: text,
    nodes: mapNodes(plan, (node) => ({
      ...node,
      title: text,
      note: text,
      owner: text,
      decision: { because: text, rejected: { 'azure-devops': text } },
    })),
    edges: plan.edges.map((edge) => ({ ...edge, title: text })),
  };
}

export function withTitles(plan: Plan, titleOf: (id: NodeId) => string): Plan {
  return { ...plan, nodes: mapNodes(plan, (node, id) => ({ ...node, title: titleOf(id) })) };
}

export function withSettings(plan: Plan, id: NodeId, settings: Readonly<Record<string, SettingValue>>): Plan {
  return { ...plan, nodes: mapNodes(plan, (node, own) => (own === id ? { ...node, settings: { ...node.settings, ...settings } } : node)) };
}

/** The plan with other ids: ordinary words are found in any text, these are not. */
export function renamed(plan: Plan, to: (id: NodeId, at: number) => NodeId = (_, at) => `zq-${at}-qz`): Plan {
  const ids = Object.keys(plan.nodes);
  const names = new Map(ids.map((id, at) => [id, to(id, at)]));
  const name = (id: NodeId) => names.get(id) ?? id;
  const inMap = <Value>(map: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(map).map(([id, value]) => [name(id), value]));
  return {
    ...plan,
    nodes: inMap(plan.nodes),
    layout: inMap(plan.layout),
    edges: plan.edges.map((edge) => ({ ...edge, from: name(edge.from), to: name(edge.to) })).sort(compareEdges),
    waivers: plan.waivers.map((waiver) => ({ ...waiver, ...(waiver.on ? { on: waiver.on.map(name) } : {}) })),
    groups: Object.fromEntries(Object.entries(plan.groups).map(([id, group]) => [id, { ...group, nodes: group.nodes.map(name) }])),
    pinned: plan.pinned.map(name),
  };
}

export function without(plan: Plan, gone: NodeId): Plan {
  const but = <Value>(map: Readonly<Record<string, Value>>) => Object.fromEntries(Object.entries(map).filter(([id]) => id !== gone));
  return {
    ...plan,
    nodes: but(plan.nodes),
    layout: but(plan.layout),
    edges: plan.edges.filter(({ from, to }) => from !== gone && to !== gone),
    waivers: plan.waivers.filter(({ on }) => !on?.includes(gone)),
    groups: {},
    pinned: plan.pinned.filter((id) => id !== gone),
  };
}

/** The plan with every setting that its services declare: the stated ones, or else the catalog's examples. */
export function filled(plan: Plan): Plan {
  return {
    ...plan,
    context: { ...plan.context, region: plan.context.region ?? 'westeurope' },
    nodes: mapNodes(plan, (node) => {
      const own = catalog.get(node.service)?.settings ?? [];
      const examples = Object.fromEntries(own.flatMap((setting) => exampleOf(setting).map((value) => [setting.id, value] as const)));
      return { ...node, settings: { ...examples, ...node.settings } };
    }),
  };
}

function exampleOf({ example, default: usual, options }: Setting): SettingValue[] {
  const value = example ?? usual ?? options?.[0]?.value;
  return value === undefined ? [] : [value];
}

/** A plan whose ids give the same names in one format or another. */
export function colliding(service: string): string {
  const long = 'x'.repeat(58);
  const ids = ['a-b', 'a_b', 'A', 'a', `${long}-1`, `${long}-2`, 'end', 'class', 'con', 'cluster-2', 'a--data--a-b'];
  const nodes = ids.map((id) => `  ${id}: {service: ${service}}`);
  return `pipedraft: 1\nname: Ids\nnodes:\n${nodes.join('\n')}\nedges:\n  - {from: a, to: a-b, kind: data}\n  - {from: a-b, to: a_b, kind: control}\n`;
}

/** Any plan, with nodes of some services among its own. */
export function anyPlanOf(services: readonly string[]): fc.Arbitrary<Plan> {
  if (services.length === 0) return anyPlan;
  return fc
    .tuple(
      anyPlan,
      fc.array(fc.constantFrom(...services), { minLength: 8, maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    )
    .map(([plan, chosen, which]) => {
      const ids = Object.keys(plan.nodes);
      return {
        ...plan,
        nodes: mapNodes(plan, (node, id) => {
          const at = ids.indexOf(id);
          return which[at] === true ? { ...node, service: chosen[at] ?? node.service } : node;
        }),
      };
    });
}

function mapNodes(plan: Plan, make: (node: PlanNode, id: NodeId) => PlanNode): Plan['nodes'] {
  return Object.fromEntries(Object.entries(plan.nodes).map(([id, node]) => [id, make(node, id)]));
}
