import { eachNode, oncePer, type Ends, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import { percent, titles } from '../../format';
import { byDay, idsOf, isRetired, sizeOf, sum, type Measure, type MeasureInput, type ShareLost } from '../measure';
import type { Scoring } from '../scoring';

type Trouble = 'unknown' | 'retired' | 'deprecated' | 'retiring' | 'preview' | 'setting' | 'succeeded';

/** The worst first: the cost of a reason is the gain when it and all reasons before it are fixed. */
const troubles: readonly Trouble[] = ['unknown', 'retired', 'deprecated', 'retiring', 'preview', 'setting', 'succeeded'];

/** Expected life of the services and their settings. A plan loses as much by its worst node as by all of them together. */
export const lifecycle: Measure = {
  id: 'lifecycle',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth, endedSetting, horizonDays, half } = maintainability.lifecycle;
    return `Each node is worth a share by the state of its service: released ${percent(worth.ga, 1)}, with a successor ${percent(worth.succeeded, 1)}, in preview ${percent(worth.preview, 1)}, ending within ${horizonDays} days ${percent(worth.retiring, 1)}, deprecated ${percent(worth.deprecated, 1)}, retired or not in the catalog ${percent(worth.retired, 1)}. A setting or machine size that has ended, or ends within ${horizonDays} days, takes away ${percent(endedSetting, 1)} of that. One half of the part is what the worst node is worth; the other half is lost by what all nodes lack together, half of it at the sum of ${half} and never quite all.`;
  },
  measure(input) {
    const { graph, scoring } = input;
    const { worth, endedSetting, horizonDays, half } = scoring.maintainability.lifecycle;
    const states = troubledNodes(input);
    const sound = sizeOf(graph) - states.length;
    const shareWithout = (fixed: readonly Trouble[]) => {
      const left = states.map(({ state, ending }) => {
        const base = state && !fixed.includes(state) ? worth[state === 'unknown' ? 'retired' : state] : worth.ga;
        return ending && !fixed.includes('setting') ? base * (1 - endedSetting) : base;
      });
      // nodes without trouble lack what a released service lacks, which is usually nothing
      const lack = sum([...left.map((value) => 1 - value), ...(worth.ga < 1 ? Array<number>(sound).fill(1 - worth.ga) : [])]);
      return (half / (lack + half) + Math.min(1, ...left, ...(sound > 0 ? [worth.ga] : []))) / 2;
    };
    const said: Readonly<Record<Trouble, { readonly is: string; readonly fix: string }>> = {
      unknown: { is: 'Not in the catalog, so its support is unknown', fix: 'Replace it with a service of the catalog.' },
      retired: { is: 'Out of support', fix: 'Replace it with a supported service.' },
      deprecated: { is: 'Deprecated', fix: 'Replace it with its successor.' },
      retiring: { is: `Ends within ${horizonDays} days`, fix: 'Replace it with its successor.' },
      preview: { is: 'Still in preview', fix: 'Replace it with a released service, or wait until it is released.' },
      setting: {
        is: `Uses a setting or size that has ended or ends within ${horizonDays} days`,
        fix: 'Choose a setting or size that stays available.',
      },
      succeeded: { is: 'Supported, but the vendor has a successor', fix: 'Replace it with its successor.' },
    };
    let before = shareWithout([]);
    const losses = troubles.flatMap((trouble, at): ShareLost[] => {
      const nodes = states.filter(({ state, ending }) => state === trouble || (trouble === 'setting' && ending)).map(({ node }) => node);
      if (nodes.length === 0) return [];
      const after = shareWithout(troubles.slice(0, at + 1));
      const share = after - before;
      before = after;
      return [{ share, because: `${said[trouble].is}: ${titles(nodes)}.`, fix: said[trouble].fix, nodes: idsOf(nodes) }];
    });
    return { well: 'No service or setting in the plan is ending.', losses };
  },
};

/** A node whose service or settings are ending. */
interface Troubled {
  readonly node: GraphNode;
  readonly state: Exclude<Trouble, 'setting'> | undefined;
  readonly ending: boolean;
}

const troubledOn = oncePer((scoring: Scoring) =>
  byDay((today) =>
    eachNode((node, graph): readonly Troubled[] => {
      const state = stateOf(node, scoring, today);
      const ending = hasEndingSetting(node, graph, scoring, today);
      return state !== undefined || ending ? [{ node, state, ending }] : [];
    }),
  ),
);

/** The nodes whose service or settings are ending, in the plan's order. */
function troubledNodes({ graph, scoring, today, findings }: MeasureInput): readonly Troubled[] {
  const troubled = troubledOn(scoring)(today)(graph);
  const found = new Set(findings.flatMap((one) => (endsSomething(one) ? one.nodes : [])));
  const more = [...found].flatMap((id) => graph.get(id) ?? []).filter((node) => isSettingOf(node, today));
  if (more.length === 0) return troubled;
  const byNode = new Map(troubled.map((one) => [one.node, one]));
  for (const node of more) byNode.set(node, { node, state: byNode.get(node)?.state, ending: true });
  return [...byNode.values()].sort((a, b) => a.node.at - b.node.at);
}

/** True if what the rules say of an end at a node is about a setting: where the service itself goes, they speak of that. */
function isSettingOf(node: GraphNode, today: string): boolean {
  if (!node.service || isRetired(node, today)) return false;
  const { state, retiresOn } = node.service.status;
  return state !== 'deprecated' && retiresOn === undefined;
}

/** Problem of a node's service; `undefined` if it has none. */
function stateOf(node: GraphNode, scoring: Scoring, today: string): Exclude<Trouble, 'setting'> | undefined {
  const { service } = node;
  if (!service) return 'unknown';
  if (isRetired(node, today)) return 'retired';
  const { state, retiresOn, successors } = service.status;
  if (state === 'deprecated') return 'deprecated';
  if (retiresOn !== undefined && daysBetween(today, retiresOn) <= scoring.maintainability.lifecycle.horizonDays) return 'retiring';
  if (state === 'preview') return 'preview';
  return successors && successors.length > 0 ? 'succeeded' : undefined;
}

/** True if a node has a setting that has ended or soon will; a retired service has nothing more to lose. */
function hasEndingSetting(node: GraphNode, graph: PlanGraph, scoring: Scoring, today: string): boolean {
  if (!node.service || isRetired(node, today)) return false;
  return fieldsThatEnd(node.service)
    .flatMap((field) => endsOf(field, graph.value(node, field.id)))
    .some((ends) => ends.on === undefined || daysBetween(today, ends.on) <= scoring.maintainability.lifecycle.horizonDays);
}

/** The fields of a service of which a value ends. */
const fieldsThatEnd = oncePer(({ usage }: Service) =>
  usage.filter((field) => ('ends' in field && field.ends !== undefined) || ('options' in field && field.options.some(({ ends }) => ends))),
);

/** True for what the rules say of a setting or size that ends. */
function endsSomething({ family, severity }: MeasureInput['findings'][number]): boolean {
  return family === 'lifecycle' && severity !== 'info';
}

/** End of life of a field at its value, if any. */
function endsOf(
  field: {
    readonly type: string;
    readonly ends?: Ends | undefined;
    readonly options?: readonly { readonly value: string; readonly ends?: Ends | undefined }[];
  },
  value: unknown,
): Ends[] {
  const ends =
    field.type === 'flag' ? (value === true ? field.ends : undefined) : field.options?.find((option) => option.value === value)?.ends;
  return ends ? [ends] : [];
}

/** Whole days from one day to another; a month counts from its first day. */
function daysBetween(from: string, to: string): number {
  const day = (text: string) => Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10) || '1'));
  return Math.round((day(to) - day(from)) / 86_400_000);
}
