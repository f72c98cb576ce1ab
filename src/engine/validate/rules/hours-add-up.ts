import type { FieldRange, GraphNode, PlanGraph } from '../../catalog';
import { agreeing, counted, figure, titles } from '../../format';
import { keepsSchedule } from '../../notions';
import type { EventKind } from '../../plan';
import type { Fix, Found, Rule } from '../rule';
import { ours } from '../sources';

/** Each figure is possible by itself; only their product shows that one of them is wrong. */
export const hoursAddUp: Rule = {
  meta: {
    id: 'hours-add-up',
    title: 'Hours of work fit into the hours of the machines',
    severity: 'warning',
    family: 'usage',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A month has 730 hours on average. Work that runs on machines of the plan cannot take longer than these are up: on machines that run one job at a time, all jobs together; on a Spark cluster, which jobs share, each job by itself. The rule takes the low end of the work and the high end of the hours. Where a node has machines of its own and its runs are longer than a month in total, some of them overlap. That is advice where events start the work, which may run side by side, and a warning where the runs come in the rhythm of a schedule and each is longer than the time to the next.',
  },
  scope: { each: 'node', within: 1 },

  *check({ plan, graph }) {
    for (const node of graph.nodes) {
      yield* tooFewHours(graph, node);
      yield* overlapping(graph, node, plan.context.needs?.events ?? []);
    }
  },
};

const month = 730;

/** Machines that are up for fewer hours than the work on them takes. */
function* tooFewHours(graph: PlanGraph, host: GraphNode): Iterable<Found> {
  const stated = graph.usage(host).values['hoursPerMonth'];
  if (!host.service?.usage.some(({ id }) => id === 'hoursPerMonth') || stated?.from === 'default') return;
  if (host.service.stages.includes('deployment-realtime')) return; // containers share the machines of a cluster
  const work = host.in
    .filter(({ kind }) => kind === 'runs-on')
    .flatMap(({ from }) => {
      const hours = leastHours(graph, from);
      return hours === undefined ? [] : [{ node: from, hours }];
    });
  const shared = host.service.skills.some(({ skill }) => skill === 'spark');
  const machines = shared ? 1 : machinesOf(graph, host);
  if (machines === undefined) return;
  const up = number(stated?.high) ?? month;
  const groups = shared ? work.map((one) => [one]) : [work];
  for (const group of groups) {
    const hours = group.reduce((sum, one) => sum + one.hours, 0);
    if (hours <= up * machines * tolerance) continue;
    const nodes = group.map(({ node }) => node);
    const has = stated
      ? `is up for ${figure(up)} h${machines > 1 ? ` on ${counted(machines, 'machine')}` : ''}`
      : `has no more than ${figure(up * machines)} h`;
    yield {
      nodes: [host.id, ...nodes.map(({ id }) => id)],
      path: ['nodes', host.id, 'usage', 'hoursPerMonth'],
      message: `${titles(nodes)} ${agreeing(nodes.length, 'takes', 'take')} ${figure(hours)} h of work a month, but "${host.title}" ${has}.`,
      why: 'Either the work is less than stated, or the machines are up for longer and cost more than the total says.',
      fixes: () => longerUp(host, hours / machines),
    };
  }
}

/** Figures are rounded by hand, so a little too much is no mistake. */
const tolerance = 1.05;

/** Work of a node on machines of its own that takes more than the hours of a month. */
function* overlapping(graph: PlanGraph, node: GraphNode, events: readonly EventKind[]): Iterable<Found> {
  if (node.out.some(({ kind }) => kind === 'runs-on')) return;
  const hours = leastHours(graph, node);
  if (hours === undefined || hours <= month * tolerance) return;
  const { runsPerMonth, timePerRun } = graph.usage(node).values;
  const scheduled = isRhythm(number(runsPerMonth?.low) ?? 0) && !startsOnEvents(node, events);
  yield {
    ...(scheduled ? {} : { severity: 'info' as const }),
    nodes: [node.id],
    path: ['nodes', node.id, 'usage', 'runsPerMonth'],
    message: `"${node.title}" runs ${figure(number(runsPerMonth?.low) ?? 0)} times a month for ${figure(number(timePerRun?.low) ?? 0)} h, ${figure(hours)} h in a month of ${month}, so runs overlap.`,
    why: 'On a schedule, a run starts before the one before it has ended. As the service is set, it waits, is left out, or works on the same data at the same time.',
  };
}

/** True if this many runs a month are those of a schedule: every so many hours or minutes, once or a few times a day or a week. */
function isRhythm(runs: number): boolean {
  const times = [month / (24 * 7), month / 24, ...[12, 8, 6, 4, 3, 2, 1, 1 / 2, 1 / 4, 1 / 6, 1 / 12].map((hours) => month / hours)];
  return runs <= 1.05 || times.some((usual) => Math.abs(runs - usual) <= usual * 0.07);
}

/** True if something may start a node more often than a schedule would: an event of the data, or a service that waits for such events. */
function startsOnEvents(node: GraphNode, events: readonly EventKind[]): boolean {
  if (events.some((event) => !ofCode.includes(event))) return true;
  return node.in.some(
    ({ kind, from: { service } }) => kind === 'control' && service !== undefined && !keepsSchedule(service, 'recurrence'),
  );
}

/** Events that come with a change of the code. */
const ofCode: readonly EventKind[] = ['pull-request', 'branch', 'build-completed', 'artifact', 'alert'];

/** Hours that the runs of a node take in a month, at least; undefined unless the plan states both figures. */
function leastHours(graph: PlanGraph, node: GraphNode): number | undefined {
  const { runsPerMonth, timePerRun } = graph.usage(node).values;
  if (!runsPerMonth || !timePerRun || isDefault(runsPerMonth) || isDefault(timePerRun)) return undefined;
  const [runs, time] = [number(runsPerMonth.low), number(timePerRun.low)];
  return runs === undefined || time === undefined ? undefined : runs * time;
}

/** The most machines that run jobs side by side. */
function machinesOf(graph: PlanGraph, host: GraphNode): number | undefined {
  const { nodes, instances } = graph.usage(host).values;
  return number((nodes ?? instances)?.high);
}

function longerUp(host: GraphNode, hours: number): Fix[] {
  if (hours > month) return [];
  const set = { hoursPerMonth: Math.ceil(hours) };
  return [{ title: `Count ${figure(set.hoursPerMonth)} h a month for "${host.title}"`, edits: [{ type: 'set-usage', id: host.id, set }] }];
}

function isDefault({ from }: FieldRange): boolean {
  return from === 'default';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
