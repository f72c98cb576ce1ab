import { costsOfAll } from '../live/live-cost';
import { oncePer, nodesWhere, reachedFrom, type GraphNode, type PlanGraph } from '../../catalog';
import { carriesMessages, platformOf } from '../../notions';
import type { Stage } from '../../plan';
import type { NodeCost } from '../../score';
import type { Rule } from '../rule';
import { guide, page } from '../sources';
import { list, money, monthly } from '../../format';

/** More than this share of the total is paid while nothing happens. */
const share = 0.5;
/** Below this total a month nobody would redesign for it. */
const worthwhile = 200;

const computing = nodesWhere(({ service, node }) => service?.compute !== undefined && platformOf(node.service) !== 'Fabric');

const servers = nodesWhere((node) => worksOnStream(node) || isServer(node));

/** Pipelines work for minutes a day; what is paid for the other hours is easily overlooked. */
export const mostlyIdle: Rule = {
  meta: {
    id: 'mostly-idle',
    title: 'Most of the cost is for work, not idle time',
    severity: 'warning',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [
      guide('Introduction'),
      page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target'),
    ],
    entries: ['gr-factor-cost', 'cr-idle-cost'],
    docs: `Warns when more than half of a plan that costs more than ${worthwhile} a month is paid while nothing happens. Only what computes counts; a database, a queue or a network has no work to rest from. What answers requests in a plan that asks for answers in real time or on devices, or that does not say how it serves, has to stay on, with what it runs on, and is not counted as idle; neither is what works on a stream, nor a cluster on which a server for others runs, such as one for tracking; nor are licences, stored data, registries, hubs and rules of alerts, which cannot scale to nothing, or a capacity of Fabric, which carries reports and all other items of the workspaces.`,
  },

  *check({ graph, cost }) {
    const costs = costsOfAll(cost);
    const total = cost.monthly.likely;
    if (total <= worthwhile) return;
    const staysOn = staysOnFor(graph);
    const idle = computing(graph)
      .filter((node) => !staysOn.has(node))
      .flatMap((node) => {
        const cost = costs[node.id];
        const amount = cost ? idleOf(cost) : 0;
        return amount > 0 ? [{ node, amount }] : [];
      })
      .sort((a, b) => b.amount - a.amount);
    const sum = idle.reduce((all, { amount }) => all + amount, 0);
    if (sum <= share * total) return;
    yield {
      nodes: idle.map(({ node }) => node.id),
      message: `${sum >= 0.995 * total ? 'All' : money(sum, cost.currency)} of the plan's ${monthly(total, cost.currency)} is paid whether or not anything runs: ${list(
        idle.map(({ node, amount }, at) => (at < 4 ? `"${node.title}" (${money(amount, cost.currency)})` : '')),
        'and',
        4,
      )}.`,
      why: 'A pipeline that runs now and then costs least on services that are paid by the run and scale to nothing in between.',
    };
  },
};

/** Cost of machines and capacity that wait. Licences, stored data and rules of alerts are used all the time, and cannot scale to nothing. */
const idleOf = oncePer(({ lines }: NodeCost): number =>
  lines.filter(({ mode, unit }) => mode === 'always-on' && !usedAllTheTime.test(unit)).reduce((sum, { amount }) => sum + amount, 0),
);

/** Units of meters, as the price book has them. */
const usedAllTheTime = /^(licence|gb|tb|(gb|user|job|key|rule|time-series)-month)$/;

/** What answers requests or messages, with what it runs on: in a plan that asks for that, or that does not say how it serves. So does what works on a stream. */
function staysOnFor(graph: PlanGraph): ReadonlySet<GraphNode> {
  const { serving = [], events = [] } = graph.plan.context.needs ?? {};
  const asked = serving.length === 0 || serving.includes('realtime') || serving.includes('edge') || events.includes('http');
  return reachedFrom([...servers(graph), ...(asked ? graph.inStage('deployment-realtime') : [])], ['runs-on']);
}

/** A container that others may ask at any time, such as a tracking server or a scheduler: it keeps in use what it runs on. */
function isServer({ service, stage }: GraphNode): boolean {
  return service?.outputs['runs-on']?.includes('container') === true && stage !== undefined && serverStages.includes(stage);
}

const serverStages: readonly Stage[] = ['tracking-experiments', 'model-registry', 'orchestration', 'consumption'];

function worksOnStream({ service, in: into }: GraphNode): boolean {
  return into.some(({ kind, from }) => kind === 'data' && carriesMessages(from.service, service));
}
