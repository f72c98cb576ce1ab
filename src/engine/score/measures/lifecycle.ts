import type { Ends, GraphNode } from '../../catalog';
import { isRetired, mean, titles, type Measure, type MeasureInput } from '../measure';

/** How long the services will be there. A plan loses as much by its worst node as by all of them together. */
export const lifecycle: Measure = {
  id: 'lifecycle',
  score: 'maintainability',
  measure(input) {
    const judged = input.graph.nodes.map((node) => ({ node, worth: worthOf(node, input) }));
    const troubled = judged.filter((one) => one.worth < input.scoring.maintainability.lifecycle.worth.succeeded).map(({ node }) => node);
    const worst = Math.min(1, ...judged.map((one) => one.worth));
    return {
      share: (mean(judged.map((one) => one.worth)) + worst) / 2,
      because:
        troubled.length === 0 ? 'No service or setting in the plan is ending.' : `Ended, ending or not yet released: ${titles(troubled)}.`,
      nodes: troubled.map(({ id }) => id),
    };
  },
};

function worthOf(node: GraphNode, { graph, scoring, today }: MeasureInput): number {
  const { worth, endedSetting, horizonDays } = scoring.maintainability.lifecycle;
  const { service } = node;
  if (!service || isRetired(node, today)) return worth.retired;
  const { state, retiresOn, successors } = service.status;
  const near = retiresOn !== undefined && daysBetween(today, retiresOn) <= horizonDays;
  const base =
    state === 'deprecated'
      ? worth.deprecated
      : near
        ? worth.retiring
        : state === 'preview'
          ? worth.preview
          : successors && successors.length > 0
            ? worth.succeeded
            : worth.ga;
  const ending = service.usage
    .flatMap((field) => endsOf(field, graph.value(node, field.id)))
    .some((ends) => ends.on === undefined || daysBetween(today, ends.on) <= horizonDays);
  return ending ? base * (1 - endedSetting) : base;
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
