import { readsThePlansData, swapEdits, type GraphNode, type Service } from '../../catalog';
import { formatQuantity } from '../../format';
import { parseQuantity } from '../../plan';
import { couldBeStarted } from '../../notions';
import { couldReplace, keptStage } from '../fixes/replacements';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide } from '../sources';

/** Beyond this multiple of its maximum, a service is unsuitable. */
const farBeyond = 10;

/** An amount that does not fit a tool shows as a slow run long after the tool was chosen. */
export const dataScaleFits: Rule = {
  meta: {
    id: 'data-scale-fits',
    title: 'Each tool handles the amount of data it is made for',
    severity: 'warning',
    family: 'data-scale',
    pillar: 'performance-efficiency',
    stages: readsThePlansData,
    sources: [guide('Data Transfer Options')],
    entries: ['gr-copy-large', 'gr-dts-small', 'gr-designer-small-data'],
    docs: "Some services have a range of data that they are meant for. The rule compares it with the node's own data per run, or with the plan's data volume if the node has none. Above the range the service works badly, and above ten times its end not at all; below the range it works but is more than the task needs.",
    guide:
      'The guide has Copy activity for gigabytes to terabytes, DataTransferStep for megabytes to gigabytes, and designer for simple, small data sets. The limits in numbers are our reading. DataTransferStep has ended, so small copies stay with Copy activity today.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    const volume = parseQuantity(input.plan.context.needs?.dataVolume ?? '')?.base;
    for (const node of input.graph.nodes) {
      if (!node.service?.dataScale || !node.stage) continue;
      const from = input.graph.usage(node).values['dataPerRun']?.from;
      const own = typeof from === 'object' && 'need' in from ? undefined : input.graph.amount(node, 'dataPerRun');
      const amount = own ?? (readsThePlansData.includes(node.stage) ? volume : undefined);
      const [min, max] = [parseQuantity(node.service.dataScale.min)?.base, parseQuantity(node.service.dataScale.max)?.base];
      if (amount === undefined || amount === 0 || min === undefined || max === undefined || (amount >= min && amount <= max)) continue;
      const { source } = node.service.dataScale;
      yield {
        nodes: [node.id],
        path: own === undefined ? ['context', 'needs', 'dataVolume'] : ['nodes', node.id, 'usage', 'dataPerRun'],
        ...(source.startsWith('Azure Machine Learning decision guide') ? {} : { source: { title: source } }),
        ...(amount > max ? tooMuch(node, node.service, own, amount, max) : tooLittle(node, node.service, own, amount, min)),
        fixes: () => fixesFor(input, node, amount),
      };
    }
  },
};

function handled({ title }: GraphNode, own: number | undefined, amount: number): string {
  const size = formatQuantity(amount, 'size');
  return own === undefined ? `"${title}" is to handle ${size}, the plan's data volume` : `"${title}" handles ${size} a run`;
}

function tooMuch(
  node: GraphNode,
  { shortName }: Service,
  own: number | undefined,
  amount: number,
  max: number,
): Pick<Found, 'message' | 'why' | 'severity'> {
  const times = amount / max;
  return {
    message: `${handled(node, own, amount)}, but the range of ${shortName} ends at ${formatQuantity(max, 'size')}.`,
    why:
      times > farBeyond
        ? 'That is more than ten times what it is made for, so it will not finish in a useful time. Such amounts need a service that spreads the work over machines.'
        : 'It may still run, but gets slow and costly. More data needs a service that spreads the work over more machines.',
    severity: times > farBeyond ? 'error' : 'warning',
  };
}

function tooLittle(
  node: GraphNode,
  { shortName, stages }: Service,
  own: number | undefined,
  amount: number,
  min: number,
): Pick<Found, 'message' | 'why' | 'severity'> {
  return {
    message: `${handled(node, own, amount)}, but the range of ${shortName} starts at ${formatQuantity(min, 'size')}.`,
    why: `It works, but starting takes longer than the work itself.${stages[0] === 'data-transfer' ? ' The guide of 2020 gives small copies to DataTransferStep, which has ended.' : ''}`,
    severity: 'info',
  };
}

/** Swaps to services meant for the amount, where nothing else in the plan has to change. */
function fixesFor({ plan, graph, catalog }: RuleInput, node: GraphNode, amount: number): Fix[] {
  const fits = catalog.proposable.filter((service) => {
    const scale = service.dataScale;
    if (!scale || amount < (parseQuantity(scale.min)?.base ?? Infinity) || amount > (parseQuantity(scale.max)?.base ?? 0)) return false;
    return service.compute !== undefined && couldReplace(graph.plan, catalog, node, service) && couldBeStarted(node, service, catalog);
  });
  return fits.slice(0, 2).map((service) => {
    const stage = keptStage(node, service);
    return {
      title: `Swap "${node.title}" to ${service.shortName}`,
      edits: [
        ...swapEdits(plan, catalog, node.id, service.id),
        ...(stage !== undefined && stage !== service.stages[0] ? [{ type: 'change-node', id: node.id, set: { stage } } as const] : []),
      ],
    };
  });
}
