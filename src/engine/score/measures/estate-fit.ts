import { eachNode, oncePer, type Catalog, type GraphNode, type Service } from '../../catalog';
import { agreeing, counted, titles } from '../../format';
import { takesCare, technologyOf, worksWith } from '../../notions';
import { byDay, idsOf, isRetired, retiredOn, sizeOf, upTo, type Measure } from '../measure';

interface Used {
  readonly node: GraphNode;
  readonly technology: string;
  /** True if it is connected, and is run already or works with what is. */
  readonly isFitting: boolean;
}

const usedOn = byDay((today) =>
  eachNode((node, { plan, catalog }): readonly Used[] => {
    const { service } = node;
    if (!service || isRetired(node, today) || takesCare(service)) return [];
    const isFitting =
      node.in.length + node.out.length > 0 &&
      (plan.context.estate ?? []).some((id) => {
        const run = catalog.get(id);
        return run !== undefined && fits(run, service, catalog);
      });
    return [{ node, technology: technologyOf(service.id), isFitting }];
  }),
);

/** Technologies that are, or work natively with, a service that the organisation already runs. */
export const estateFit: Measure = {
  id: 'estate-fit',
  score: 'integration',
  formula({ integration }) {
    return `Technologies are counted as in technology spread above. One that is not connected, or is not already run and has no service that works with one that is, is a new island; ${integration['estate-fit'].many} lose everything, and so does a plan of nothing else. Where the plan does not say what is run, the part is left out.`;
  },
  measure({ graph, scoring, today }) {
    const { many } = scoring.integration['estate-fit'];
    if ((graph.plan.context.estate ?? []).length === 0 || sizeOf(graph) === 0) return undefined;
    const gone = retiredOn(today)(graph);
    const used = usedOn(today)(graph);
    const all = new Set(used.map(({ technology }) => technology));
    const fitting = new Set(used.flatMap(({ technology, isFitting }) => (isFitting ? [technology] : [])));
    const strangers = used.filter(({ technology }) => !fitting.has(technology)).map(({ node }) => node);
    const islands = all.size - fitting.size + gone.length;
    const total = all.size + gone.length;
    return {
      well: 'Everything uses or works with what is already run.',
      losses: [
        {
          share: islands > 0 && islands === total ? 1 : upTo(islands, many),
          because: `${total - islands} of ${counted(total, 'technology', 'technologies')} ${agreeing(total - islands, 'uses or works', 'use or work')} with what is already run; new islands: ${titles([...gone, ...strangers])}.`,
          fix: 'Replace them with services that you already run, or that work with one of those.',
          nodes: idsOf([...gone, ...strangers].sort((a, b) => a.at - b.at)),
        },
      ],
    };
  },
};

/** True if a service is of the technology of one that is run, or of a technology of which some service works with it. */
function fits(run: Service, service: Service, catalog: Catalog): boolean {
  const key = `${run.id} ${service.id}`;
  const known = fitting(catalog);
  let isFitting = known.get(key);
  if (isFitting === undefined) known.set(key, (isFitting = worksWithTechnology(run, service, catalog)));
  return isFitting;
}

/** Two services of a catalog always give the same answer, so the table may fill up as it is asked. */
const fitting = oncePer((_: Catalog) => new Map<string, boolean>());

function worksWithTechnology(run: Service, service: Service, catalog: Catalog): boolean {
  const technology = technologyOf(service.id);
  if (technologyOf(run.id) === technology || worksWith(catalog, run, service)) return true;
  return catalog.services.some(({ id }) => technologyOf(id) === technology && catalog.integrates(run.id, id));
}
