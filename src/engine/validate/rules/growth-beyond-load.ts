import { costAt } from '../questions/cost-at-scale';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { list, money, monthly, times } from '../../format';

/** Multiple of today's load at which the plan is costed. */
const load = 10;
/** A cost that grows more than this many times at that load grows faster than the load. */
const beyond = 12;
/** Below this amount a month at that load nobody would redesign for it. */
const worthwhile = 200;

/** Free grants end and quantities multiply, so a plan that is cheap in a trial can be expensive in use. */
export const growthBeyondLoad: Rule = {
  meta: {
    id: 'growth-beyond-load',
    title: 'The cost grows no faster than the load',
    severity: 'info',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-cost'],
    docs: `The guide asks for the cost at scale. Reports a plan for which ${load} times the data and runs cost more than ${beyond} times as much (and more than ${worthwhile} a month), with the nodes that cause it: mostly those within a free grant today.`,
  },

  *check(input) {
    const { graph, cost } = input;
    const today = cost.monthly.likely;
    const stated = cost.atScale.find(({ factor }) => factor === load)?.likely;
    const isMuch = (amount: number) => amount > worthwhile && amount > beyond * today;
    if (today <= 0 || (stated !== undefined && !isMuch(stated))) return;
    const [now, then] = [costAt(input, 1), costAt(input, load)];
    const nodes = graph.nodes.map(({ id, title }) => ({ id, title, before: now.get(id) ?? 0, after: then.get(id) ?? 0 }));
    const atLoad = stated ?? nodes.reduce((sum, { after }) => sum + after, 0);
    if (!isMuch(atLoad)) return;
    const growing = nodes.filter(({ before, after }) => after > beyond * before).sort((a, b) => b.after - b.before - (a.after - a.before));
    yield {
      nodes: growing.map(({ id }) => id),
      message: `At ${times(load)} today's load the plan costs ${monthly(atLoad, cost.currency)}, ${times(atLoad / today)} today's ${monthly(today, cost.currency)}: ${list(
        growing.map(({ title, before, after }) => `"${title}" goes from ${money(before, cost.currency)} to ${money(after, cost.currency)}`),
        'and',
        4,
      )}.`,
      why: 'Usage within a free grant today is paid in full at a larger load, so a trial says little about the cost in use.',
    };
  },
};
