import type { Ends, GraphNode } from '../../catalog';
import { idsOf, isRetired, mean, percent, titles, type Measure, type MeasureInput, type ShareLost } from '../measure';

type Trouble = 'unknown' | 'retired' | 'deprecated' | 'retiring' | 'preview' | 'setting' | 'succeeded';

/** The worst first: what a reason costs is what the part gains when it is fixed, and all before it. */
const troubles: readonly Trouble[] = ['unknown', 'retired', 'deprecated', 'retiring', 'preview', 'setting', 'succeeded'];

/** How long the services will be there. A plan loses as much by its worst node as by all of them together. */
export const lifecycle: Measure = {
  id: 'lifecycle',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth, endedSetting, horizonDays } = maintainability.lifecycle;
    return `Each node is worth a share by the state of its service: released ${percent(worth.ga)}, with a successor ${percent(worth.succeeded)}, in preview ${percent(worth.preview)}, ending within ${horizonDays} days ${percent(worth.retiring)}, deprecated ${percent(worth.deprecated)}, retired or not in the catalog ${percent(worth.retired)}. A setting that has ended, or ends within ${horizonDays} days, takes away ${percent(endedSetting)} of that. The part has the mean of two figures: the mean of all nodes, and the worst node.`;
  },
  measure(input) {
    const { worth, endedSetting, horizonDays } = input.scoring.maintainability.lifecycle;
    const states = input.graph.nodes.map((node) => ({ node, state: stateOf(node, input), ending: hasEndingSetting(node, input) }));
    const shareWithout = (fixed: readonly Trouble[]) => {
      const left = states.map(({ state, ending }) => {
        const base = state && !fixed.includes(state) ? worth[state === 'unknown' ? 'retired' : state] : worth.ga;
        return ending && !fixed.includes('setting') ? base * (1 - endedSetting) : base;
      });
      return (mean(left) + Math.min(1, ...left)) / 2;
    };
    const said: Readonly<Record<Trouble, { readonly is: string; readonly mend: string }>> = {
      unknown: { is: 'Not in the catalog, so nothing says that it is supported', mend: 'Put a service of the catalog in its place.' },
      retired: { is: 'Out of support', mend: 'Put a supported service in its place.' },
      deprecated: { is: 'Deprecated', mend: 'Put its successor in its place.' },
      retiring: { is: `Ends within ${horizonDays} days`, mend: 'Put its successor in its place.' },
      preview: { is: 'Still in preview', mend: 'Put a released service in its place, or wait until it is one.' },
      setting: { is: `Set to what has ended or ends within ${horizonDays} days`, mend: 'Set it to what stays.' },
      succeeded: { is: 'Supported, but the vendor has a successor', mend: 'Put its successor in its place.' },
    };
    let before = shareWithout([]);
    const losses = troubles.flatMap((trouble, at): ShareLost[] => {
      const nodes = states.filter(({ state, ending }) => state === trouble || (trouble === 'setting' && ending)).map(({ node }) => node);
      if (nodes.length === 0) return [];
      const after = shareWithout(troubles.slice(0, at + 1));
      const share = after - before;
      before = after;
      return [{ share, because: `${said[trouble].is}: ${titles(nodes)}.`, mend: said[trouble].mend, nodes: idsOf(nodes) }];
    });
    return { well: 'No service or setting in the plan is ending.', losses };
  },
};

/** What is wrong with a node's service; `undefined` where nothing is. */
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

/** Whether a node is set to what has ended or soon will; a retired service has nothing more to lose. */
function hasEndingSetting(node: GraphNode, { graph, scoring, today }: MeasureInput): boolean {
  if (!node.service || isRetired(node, today)) return false;
  return node.service.usage
    .flatMap((field) => endsOf(field, graph.value(node, field.id)))
    .some((ends) => ends.on === undefined || daysBetween(today, ends.on) <= scoring.maintainability.lifecycle.horizonDays);
}

/** What ends of a field at its value, if anything. */
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
