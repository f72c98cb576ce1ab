import { describe, expect, it } from 'vitest';
import { applyEdits, edgeKindIds, emptyPlan, type Context, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog } from '../../harness/resources.ts';
import { inputOf } from '../../harness/rule-cases.ts';

/* Plans that nobody would draw, but that a file may hold or a hand may leave half done: no rule may fail over one. */

type Needs = NonNullable<Context['needs']>;

const services = ['no-such-service', ...catalog.services.map(({ id }) => id)];

/** Every service, and between one and the next an edge of each kind in turn. */
const everything: Plan = {
  ...emptyPlan('Everything'),
  nodes: Object.fromEntries(services.map((service, at): [string, PlanNode] => [`n${at}`, { service }])),
  edges: services.map((_, at): Edge => ({
    from: `n${at}`,
    to: `n${(at + 1) % services.length}`,
    kind: edgeKindIds[at % edgeKindIds.length] ?? 'data',
  })),
};

/** Services that the catalog does not have, with edges of each kind to one that it has, and back, and to a node that is not there. */
const unknown: Plan = {
  ...emptyPlan('Unknown services'),
  nodes: {
    a: { service: 'no-such-service', usage: { nodes: 3, tier: 'standard' } },
    b: { service: 'azure-data-factory' },
    c: { service: 'nor-such-a-one', stage: 'training' },
    d: { service: 'azure-ml-pipelines', usage: { schedule: '$none' } },
  },
  edges: ['ab', 'ba', 'ac', 'ca', 'bd', 'cd', 'dc', 'ax'].flatMap(([from = '', to = '']) =>
    edgeKindIds.map((kind): Edge => ({ from, to, kind })),
  ),
};

const allNeeds: Needs = {
  schedule: 'cron',
  events: ['blob-created', 'pull-request', 'http'],
  manualApproval: true,
  dataVolume: '5 TB',
  distributed: true,
  gpu: true,
  serving: ['batch', 'realtime'],
};

const plans: readonly (readonly [string, Plan])[] = [
  ['nothing in it', emptyPlan('Nothing')],
  ['every service', everything],
  ['services that are not known', unknown],
];

describe.each(rules)('$meta.id', (rule) => {
  it.each(plans)('can be asked about a plan with %s, whatever is needed and whoever is there', (_, plan) => {
    for (const context of [
      {},
      { needs: {}, team: {} },
      { approach: 'code', needs: allNeeds, team: { size: 1, skills: {} }, estate: [], budgetPerMonth: 1 },
      {
        approach: 'no-code',
        needs: { ...allNeeds, events: [], serving: [] },
        estate: ['azure-databricks', 'no-such-service'],
        region: 'nowhere',
      },
    ] satisfies Context[]) {
      const asked = { ...plan, context };
      for (const { nodes = [], message, fixes } of rule.check(inputOf(asked))) {
        expect(message).not.toMatch(/undefined|NaN|\[object|"" /);
        for (const id of nodes) expect(plan.nodes).toHaveProperty([id]);
        for (const { title, edits } of fixes?.() ?? []) {
          expect(title).not.toMatch(/undefined|NaN|\[object|""/);
          expect(applyEdits(asked, edits), title).not.toEqual(asked);
        }
      }
    }
  });
});
