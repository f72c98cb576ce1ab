import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithoutCode, servesBoughtModel, skillsOf, takesCare, trains } from '#engine/notions';
import { edgeId, emptyPlan, skillLevels, type Edge, type Plan } from '#engine/plan';
import { scorePlan, type Scores } from '#engine/score';
import { at, drawnPlan, hasToBeJoined, leftToEdges, traced, traceKinds, without, withoutTrace } from './edited-plans.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';
import {
  added,
  anyKind,
  doTheSame,
  drawnScores,
  graphOf,
  grown,
  isNative,
  nativeEdges,
  risen,
  scoredOn,
  shipped,
  shownScores,
  supported,
  wornPlan,
} from '../../harness/scored-plans.ts';

/*
 * Laws of edits: what makes a plan worse raises no score, and what harms nobody lowers none. They hold for the plan as it is drawn; where the
 * rules have a say, the findings are part of it.
 */

const nothing: readonly string[] = [];
/** Foundry hosts what the image holds; without the image it serves its own models, whose training is nobody's here. */
const ownModelOnFoundry: Plan = {
  ...emptyPlan('Own model'),
  context: { region: 'westeurope' },
  nodes: {
    host: { service: 'microsoft-foundry' },
    copy: { service: 'adf-copy-activity' },
    other: { service: 'adf-copy-activity' },
    build: { service: 'adf-copy-activity' },
  },
  edges: [{ from: 'build', to: 'host', kind: 'image' }],
};
const runs = { numRuns: 150 };
const pick = fc.nat();
const anyService = fc.constantFrom(...supported.map(({ id }) => id));

describe('what makes a plan worse', () => {
  it('is not rewarded: taking all edges away', () => {
    fc.assert(
      fc.property(drawnPlan, (plan) => {
        fc.pre(plan.edges.length > 0 && hasToBeJoined(plan));
        const bare = { ...plan, edges: [] };
        fc.pre(doTheSame(plan, bare));
        expect(risen(drawnScores(plan), drawnScores(bare))).toEqual(nothing);
      }),
      { ...runs, examples: [[ownModelOnFoundry]] },
    );
    for (const plan of shipped) expect(risen(shownScores(plan), shownScores({ ...plan, edges: [] })), plan.name).toEqual(nothing);
  });

  it('is another plan where a service serves the models it brings instead of one of the team', () => {
    expect(doTheSame(ownModelOnFoundry, { ...ownModelOnFoundry, edges: [] })).toBe(false);
    expect(doTheSame(ownModelOnFoundry, { ...ownModelOnFoundry, name: 'Renamed' })).toBe(true);
  });

  it('is not rewarded: taking an edge away that works without glue', () => {
    fc.assert(
      fc.property(drawnPlan, pick, (plan, index) => {
        const edge = at(graphOf(plan).edges.filter(isNative), index);
        fc.pre(edge !== undefined && hasToBeJoined(plan));
        const after = { ...plan, edges: plan.edges.filter((one) => one !== edge?.edge) };
        fc.pre(doTheSame(plan, after));
        expect(risen(drawnScores(plan), drawnScores(after))).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is not rewarded: leaving out what takes care of the others', () => {
    fc.assert(
      fc.property(wornPlan, pick, (plan, index) => {
        const care = graphOf(plan).nodes.filter(
          ({ service, in: into, out }) =>
            service && takesCare(service) && service.managed === 'fully-managed' && [...into, ...out].every(isNative),
        );
        const node = at(care, index);
        fc.pre(node !== undefined && care.length < Object.keys(plan.nodes).length);
        const after = without(plan, node?.id ?? '');
        fc.pre(doTheSame(plan, after));
        expect(risen(drawnScores(plan), drawnScores(after), ['maintainability', 'integration', 'maturity'])).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is not rewarded: the same node once more, with the same edges', () => {
    fc.assert(
      fc.property(drawnPlan, pick, (plan, index) => {
        const id = at(Object.keys(plan.nodes), index) ?? '';
        const node = plan.nodes[id];
        fc.pre(node !== undefined);
        const edges = plan.edges.flatMap((edge): Edge[] =>
          edge.from === id || edge.to === id
            ? [{ ...edge, from: edge.from === id ? added : edge.from, to: edge.to === id ? added : edge.to }]
            : [],
        );
        const after = { ...plan, nodes: { ...plan.nodes, [added]: { ...node!, title: 'Again' } }, edges: [...plan.edges, ...edges] };
        expect(risen(drawnScores(plan), drawnScores(after))).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is not rewarded: eight nodes of any service that are joined to nothing', () => {
    fc.assert(
      fc.property(drawnPlan, anyService, (plan, service) => {
        const after = Array.from({ length: 8 }, (_, number) => `copy-${number}`).reduce((grow, id) => grown(grow, service, [], id), plan);
        fc.pre(isWithoutCode(graphOf(plan)) === isWithoutCode(graphOf(after)));
        expect(risen(drawnScores(plan), drawnScores(after))).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is not rewarded: one more training that nobody tracks', () => {
    const trainers = supported.filter(
      ({ stages, outputs }) => stages.includes('training') && !stages.includes('model-registry') && outputs.model,
    );
    expect(trainers.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(drawnPlan, fc.constantFrom(...trainers), (plan, { id }) => {
        const after: Plan = { ...plan, nodes: { ...plan.nodes, [added]: { service: id, stage: 'training' } } };
        fc.pre(isWithoutCode(graphOf(plan)) === isWithoutCode(graphOf(after)));
        expect(risen(drawnScores(plan), drawnScores(after))).toEqual(nothing);
      }),
      runs,
    );
    for (const plan of shipped) expect(risen(shownScores(plan), shownScores(grown(plan, 'azure-ml-automl'))), plan.name).toEqual(nothing);
  });

  it('is not rewarded: leaving out the metrics, the model, the data or the telemetry of a node that has them', () => {
    fc.assert(
      fc.property(wornPlan, pick, fc.constantFrom('metrics', 'model', 'data', 'telemetry'), (plan, index, kind) => {
        const edges = graphOf(plan).edges.filter((edge) => edge.kind === kind && isNative(edge));
        const from = at(edges, index)?.from.id;
        fc.pre(from !== undefined);
        const lost = new Set(edges.filter((edge) => edge.from.id === from).map(({ id }) => id));
        const after = { ...plan, edges: plan.edges.filter((edge) => !lost.has(edgeId(edge))) };
        fc.pre(doTheSame(plan, after));
        expect(risen(drawnScores(plan), drawnScores(after))).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is punished: taking the traces of a training away, and most of all the last one', () => {
    expect(traced.length).toBeGreaterThan(8);
    fc.assert(
      fc.property(fc.constantFrom(...traced), fc.shuffledSubarray([...traceKinds], { minLength: traceKinds.length }), (plan, order) => {
        const steps = [plan];
        for (const kind of order) steps.push(withoutTrace(steps.at(-1)!, kind));
        for (const after of steps) fc.pre(doTheSame(plan, after));
        const scores = steps.map(drawnScores);
        for (const [step, after] of scores.slice(1).entries())
          expect(risen(scores[step]!, after, ['maintainability', 'maturity'])).toEqual(nothing);
        const [first, before, last] = [scores[0]!, scores.at(-2)!, scores.at(-1)!].map(
          ({ maintainability }) => maintainability.value ?? NaN,
        );
        expect(last).toBeLessThanOrEqual(before! - 10);
        expect(last).toBeLessThanOrEqual(first! - 30);
        expect(last).toBeLessThanOrEqual(70);
      }),
      runs,
    );
  });

  it('is not rewarded: an edge along which nothing can pass', () => {
    fc.assert(
      fc.property(drawnPlan, pick, pick, anyKind, (plan, one, two, kind) => {
        const ids = Object.keys(plan.nodes);
        const edge: Edge = { from: at(ids, one) ?? '', to: at(ids, two) ?? '', kind };
        fc.pre(edge.from !== edge.to && !plan.edges.some((other) => edgeId(other) === edgeId(edge)));
        const after = { ...plan, edges: [...plan.edges, edge] };
        const broken = graphOf(after).edges.find(({ id }) => id === edgeId(edge));
        fc.pre(broken !== undefined && !isNative(broken) && graphOf(plan).edges.some(isNative) && doTheSame(plan, after));
        fc.pre([edge.from, edge.to].every((id) => plan.edges.some(({ from, to }) => from === id || to === id)));
        expect(risen(drawnScores(plan), drawnScores(after), ['maintainability', 'integration', 'maturity'])).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is not rewarded: one more error among the findings', () => {
    const fault = fc.record({
      title: fc.constant('An error'),
      family: fc.constantFrom('structure', 'lifecycle', 'triggers'),
      severity: fc.constant('error'),
    });
    fc.assert(
      fc.property(drawnPlan, fc.array(fault, { minLength: 3, maxLength: 5 }), (plan, found) => {
        const nodes = Object.keys(plan.nodes).slice(0, 1);
        const scored = (count: number) =>
          scorePlan({ graph: graphOf(plan), scoring, today: scoredOn, findings: found.slice(0, count).map((one) => ({ ...one, nodes })) });
        for (const count of found.keys()) expect(risen(scored(count), scored(count + 1))).toEqual(nothing);
        expect(scored(1).maintainability.value).toBeLessThanOrEqual(85);
        expect(scored(3).maintainability.value).toBeLessThanOrEqual(70);
      }),
      runs,
    );
  });

  it('is punished: a machine size that has ended', () => {
    const [ended] = book.machines().filter(({ machine }) => /^Standard_NV\d+s_v3$/.test(machine.sku));
    const fields = shipped.flatMap((plan) =>
      Object.entries(plan.nodes).flatMap(([id, { service }]) =>
        (catalog.get(service)?.usage ?? []).flatMap((field) =>
          field.type === 'vm' && field.when === undefined ? [{ plan, id, field: field.id }] : [],
        ),
      ),
    );
    expect(fields.length).toBeGreaterThan(2);
    for (const { plan, id, field } of fields) {
      const node = plan.nodes[id]!;
      const after = {
        ...plan,
        nodes: { ...plan.nodes, [id]: { ...node, usage: { ...node.usage, [field]: ended?.machine.sku ?? 'Standard_NV12s_v3' } } },
      };
      const [before, then] = [shownScores(plan).maintainability, shownScores(after).maintainability];
      expect(then.value, plan.name).toBeLessThan((before.value ?? 0) - 10);
    }
  });

  it('is not rewarded in skills: any node that is added, however it is connected', () => {
    fc.assert(
      fc.property(drawnPlan, anyService, pick, anyKind, (plan, service, index, kind) => {
        const team = plan.context.team?.skills ?? { python: 'strong' as const, sql: 'basic' as const };
        const before: Plan = { ...plan, context: { ...plan.context, team: { skills: team } } };
        const after = grown(before, service, [{ from: at(Object.keys(plan.nodes), index) ?? '', to: added, kind }]);
        expect(risen(drawnScores(before), drawnScores(after), ['skills'])).toEqual(nothing);
      }),
      runs,
    );
  });

  it('is not rewarded in integration: a service of the estate that is joined to nothing', () => {
    fc.assert(
      fc.property(
        drawnPlan,
        fc.subarray([...supported.map(({ id }) => id)], { minLength: 1, maxLength: 4 }),
        pick,
        (plan, estate, index) => {
          const before: Plan = { ...plan, context: { ...plan.context, estate } };
          expect(risen(drawnScores(before), drawnScores(grown(before, at(estate, index) ?? '')), ['integration'])).toEqual(nothing);
        },
      ),
      runs,
    );
  });
});

describe('what harms nobody', () => {
  /** No score of the plan with one more node, and edges that need no glue, is lower. */
  function costsNothing(
    service: string,
    kind: Edge['kind'],
    way: 'from' | 'to',
    plans = drawnPlan,
    among: (plan: Plan, edge: Edge) => boolean = () => true,
  ) {
    fc.assert(
      fc.property(plans, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (plan, chosen) => {
        const edges = nativeEdges(plan, service, kind, way).filter((edge, index) => chosen[index % 20] && among(plan, edge));
        const after = grown(plan, service, edges);
        fc.pre(doTheSame(plan, after) && hasToBeJoined(plan));
        expect(risen(drawnScores(after), drawnScores(plan), ['maintainability', 'integration', 'maturity'])).toEqual(nothing);
      }),
      runs,
    );
  }

  it('is not punished: Azure Monitor, with or without telemetry', () => {
    costsNothing('azure-monitor', 'telemetry', 'to');
    for (const plan of shipped) {
      const after = grown(plan, 'azure-monitor', nativeEdges(plan, 'azure-monitor', 'telemetry', 'to'));
      expect(risen(shownScores(after), shownScores(plan), ['maintainability', 'integration', 'maturity']), plan.name).toEqual(nothing);
      expect(
        risen(shownScores(grown(plan, 'azure-monitor')), shownScores(plan), ['maintainability', 'integration', 'maturity']),
        plan.name,
      ).toEqual(nothing);
    }
  });

  it('is not punished: a network, a firewall, a vault, a catalog of data', () => {
    for (const service of ['azure-virtual-network', 'azure-nat-gateway', 'azure-firewall', 'azure-key-vault', 'microsoft-purview']) {
      for (const plan of shipped)
        expect(
          risen(shownScores(grown(plan, service)), shownScores(plan), ['maintainability', 'integration', 'maturity']),
          `${service} in ${plan.name}`,
        ).toEqual(nothing);
    }
  });

  it('is not punished: a report or a dashboard', () => {
    costsNothing('power-bi', 'data', 'to');
    costsNothing('azure-dashboards', 'telemetry', 'to');
    costsNothing('azure-monitor-grafana-dashboards', 'telemetry', 'to');
  });

  it('is not punished: code that a release tool rolls out', () => {
    fc.assert(
      fc.property(
        drawnPlan,
        fc.constantFrom('azure-devops', 'github-actions'),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        (plan, tool, chosen) => {
          const before = grown(plan, tool, nativeEdges(plan, tool, 'code', 'to'));
          const edges = nativeEdges(plan, tool, 'code', 'from').filter(
            (edge, index) => chosen[index % 20] && !before.edges.some((one) => one.from === edge.to && one.to === edge.from),
          );
          const after = { ...before, edges: [...before.edges, ...edges] };
          fc.pre(doTheSame(before, after) && before.edges.length > 0);
          expect(risen(drawnScores(after), drawnScores(before))).toEqual(nothing);
        },
      ),
      runs,
    );
  });

  it('is not punished: an environment that pins what others run with', () => {
    costsNothing('conda-environments', 'image', 'from');
  });

  it('is not punished: a repository, and a release tool', () => {
    costsNothing('code-repository', 'code', 'from');
    costsNothing('code-repository', 'code', 'to');
    costsNothing('github-actions', 'code', 'from');
  });

  it('is not punished: tracking, a registry, versions of data', () => {
    costsNothing('azure-ml-experiments', 'metrics', 'to');
    costsNothing('databricks-mlflow-tracking', 'metrics', 'to');
    costsNothing('azure-ml-model-registry', 'model', 'to');
    costsNothing('azure-ml-datasets', 'data', 'from');
  });

  it('is not punished: a name, an owner, a note or a place of its own', () => {
    fc.assert(
      fc.property(drawnPlan, pick, (plan, index) => {
        const id = at(Object.keys(plan.nodes), index) ?? '';
        const node = plan.nodes[id];
        fc.pre(node !== undefined);
        const after = {
          ...plan,
          nodes: { ...plan.nodes, [id]: { ...node!, owner: 'Data platform', note: 'To be discussed.' } },
          layout: {},
        };
        expect(drawnScores(after)).toEqual(drawnScores(plan));
      }),
      runs,
    );
  });

  it('is not punished: a stage that is stated where the service has no other', () => {
    fc.assert(
      fc.property(drawnPlan, (plan) => {
        const nodes = Object.entries(plan.nodes).map(([id, node]) => {
          const stages = catalog.get(node.service)?.stages ?? [];
          return [id, stages.length === 1 && stages[0] ? { ...node, stage: stages[0] } : node] as const;
        });
        expect(drawnScores({ ...plan, nodes: Object.fromEntries(nodes) })).toEqual(drawnScores(plan));
      }),
      runs,
    );
  });

  it('is not punished: stages that the plan leaves to its edges', () => {
    for (const plan of shipped) {
      const [stated, left] = [shownScores(plan), shownScores(leftToEdges(plan))];
      expect(left.maturity.level, plan.name).toBe(stated.maturity.level);
      expect(left.maturity.criteria.filter(({ met }) => met).map(({ id }) => id)).toEqual(
        stated.maturity.criteria.filter(({ met }) => met).map(({ id }) => id),
      );
      // that a storage keeps versions is what no edge can show
      const unseen = (scores: Scores) =>
        scores.maintainability.parts.flatMap(({ losses }) => losses).find(({ because }) => because.startsWith('No data versions'))?.gain ??
        0;
      const lost = (stated.maintainability.value ?? 0) - (left.maintainability.value ?? 0);
      expect(lost - (unseen(left) - unseen(stated)), plan.name).toBeLessThanOrEqual(4);
    }
  });

  it('is not punished: one more service that is run already and has a part in the plan', () => {
    fc.assert(
      fc.property(drawnPlan, pick, anyService, (plan, index, other) => {
        const used = graphOf(plan).nodes.filter((node) => node.service && [...node.in, ...node.out].some(isNative));
        const more = at(used, index)?.service;
        fc.pre(more !== undefined && supported.includes(more));
        const before: Plan = { ...plan, context: { ...plan.context, estate: [other] } };
        const after: Plan = { ...plan, context: { ...plan.context, estate: [...new Set([other, more!.id])] } };
        expect(risen(drawnScores(after), drawnScores(before), ['integration'])).toEqual(nothing);
      }),
      runs,
    );
  });
});

describe('the skills of a plan', () => {
  it('are never more without code than with it', () => {
    fc.assert(
      fc.property(
        drawnPlan,
        fc.dictionary(fc.constantFrom(...catalog.skills.map(({ id }) => id)), fc.constantFrom(...skillLevels)),
        (plan, skills) => {
          const of = (approach: 'code' | 'no-code') => drawnScores({ ...plan, context: { ...plan.context, approach, team: { skills } } });
          expect(risen(of('no-code'), of('code'), ['skills']).filter((one) => one.startsWith('skills'))).toEqual(nothing);
        },
      ),
      runs,
    );
  });

  it('are all there for a team that knows what its services take, and what it knows besides changes nothing', () => {
    fc.assert(
      fc.property(drawnPlan, fc.constantFrom(...catalog.skills.map(({ id }) => id)), (plan, skill) => {
        const needed = graphOf(plan).nodes.flatMap(({ service }) => (service ? skillsOf(service, plan).map((one) => one.skill) : []));
        // what a service takes depends on what the team knows already: one that writes YAML needs no Python
        const known = plan.context.team?.skills;
        const knowing = (skills: readonly string[]): Plan => ({
          ...plan,
          context: {
            ...plan.context,
            team: { skills: { ...known, ...Object.fromEntries(skills.map((one) => [one, 'strong' as const])) } },
          },
        });
        expect(drawnScores(knowing(needed)).skills.value).toBe(100);
        expect(drawnScores(knowing([...needed, skill])).skills.value).toBe(100);
      }),
      runs,
    );
  });
});

it('a plan trains nothing in these laws by accident', () => {
  for (const plan of shipped) {
    // where the model is bought, nothing has to be trained
    expect(
      graphOf(plan).nodes.some((node) => trains(node) || servesBoughtModel(node)),
      plan.name,
    ).toBe(true);
  }
});
