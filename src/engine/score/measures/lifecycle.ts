import { oncePer, type Ends, type GraphNode, type Service } from '../../catalog';
import { percent, titles } from '../../format';
import { idsOf, isRetired, sum, type Measure, type MeasureInput, type ShareLost } from '../measure';

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
    const { worth, endedSetting, horizonDays, half } = input.scoring.maintainability.lifecycle;
    const found = new Set(input.findings.flatMap((one) => (endsSomething(one) ? one.nodes : [])));
    const states = input.graph.nodes.map((node) => ({ node, state: stateOf(node, input), ending: hasEndingSetting(node, input, found) }));
    const shareWithout = (fixed: readonly Trouble[]) => {
      const left = states.map(({ state, ending }) => {
        const base = state && !fixed.includes(state) ? worth[state === 'unknown' ? 'retired' : state] : worth.ga;
        return ending && !fixed.includes('setting') ? base * (1 - endedSetting) : base;
      });
      const lack = sum(left.map((value) => 1 - value));
      return (half / (lack + half) + Math.min(1, ...left)) / 2;
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

/** Problem of a node's service; `undefined` if it has none. */
function stateOf(node: GraphNode, { scoring, today }: MeasureInput): Exclude<Trouble, 'setting'> | undefined {
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
function hasEndingSetting(node: GraphNode, { graph, scoring, today }: MeasureInput, found: ReadonlySet<string>): boolean {
  if (!node.service || isRetired(node, today)) return false;
  const { state, retiresOn } = node.service.status;
  // where the service itself goes, the rules speak of that
  if (state !== 'deprecated' && retiresOn === undefined && found.has(node.id)) return true;
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
