import { swapEdits, type GraphNode, type Service } from '../../catalog';
import { formatQuantity, parseQuantity, type Stage } from '../../plan';
import { couldBeStarted } from '../questions/orchestrators';
import { couldReplace, keptStage } from '../fixes/replacements';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide } from '../sources';

/** Beyond this many times the most that a service is meant for, it will not do. */
const farBeyond = 10;

/** Where the plan's own volume says something of a node that names no amount: what orchestrates or watches does not read it. */
const readsThePlansData: readonly Stage[] = [
  'experimentation',
  'data-transfer',
  'data-transformation',
  'compute',
  'training',
  'deployment-batch',
  'data-versioning',
];

/** An amount that does not fit a tool shows as a slow run long after the tool was chosen. */
export const dataScaleFits: Rule = {
  meta: {
    id: 'data-scale-fits',
    title: 'Each tool gets the amount of data it is for',
    severity: 'warning',
    family: 'data-scale',
    stages: readsThePlansData,
    sources: [guide('Data Transfer Options')],
    entries: ['gr-copy-large', 'gr-dts-small', 'gr-designer-small-data'],
    docs: "Some services say how much data they are meant for. A node is measured by its own data per run, or else by the plan's data volume. Above the range the plan works badly, and more than ten times above it not at all; below it the tool works but is more than the task needs.",
    guide:
      'The guide has Copy activity for gigabytes to terabytes, DataTransferStep for megabytes to gigabytes, and designer for simple, small data sets. The limits in numbers are our reading. DataTransferStep has ended, so small copies stay with Copy activity today.',
  },

  *check(input) {
    const volume = parseQuantity(input.plan.context.needs?.dataVolume ?? '')?.base;
    for (const node of input.graph.nodes) {
      if (!node.service?.dataScale || !node.stage) continue;
      const own = input.graph.amount(node, 'dataPerRun');
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
        ? 'That is more than ten times what it is made for, so it will not come to an end in a useful time. Such amounts need a service that spreads the work over machines.'
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

/** Swaps to what is meant for the amount, where nothing else in the plan has to change for it. */
function fixesFor({ plan, graph, catalog }: RuleInput, node: GraphNode, amount: number): Fix[] {
  const fits = catalog.services.filter((service) => {
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
