import { figure, formatQuantity, list, titles } from '../../format';
import { pathAvailability, type PathAvailability } from '../questions/availability';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Figures are shown with two decimals or three; nobody is told that 99.95 % is less than 99.95 %. */
const rounding = 0.0005;

/** Five services at 99.9 % each allow 3.6 hours without answers a month. */
export const availabilityAddsUp: Rule = {
  meta: {
    id: 'availability-adds-up',
    title: 'The availability that services promise together is enough',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'consumption'],
    sources: [wellArchitected.targets],
    entries: [],
    docs: 'An answer needs every service on its way, so the promised availabilities multiply: 99.95 % and 99.9 % make 99.85 %. Reports a plan whose real-time deployments, with all services that are joined to them by requests, promise less than the plan asks for. Copies of one service in several regions, asked by the same caller, stand in for each other. Promises are the percentages of the service level agreement; they say when Microsoft pays something back, and a service may well do better.',
  },

  *check({ plan, graph, catalog }) {
    const { availability } = reviewNeeds(plan);
    if (availability === undefined) return;
    const path = pathAvailability(graph);
    if (!path || path.percent + rounding >= availability) return;
    const parts = path.parts.map(
      ({ nodes, percent }) => `"${nodes[0]?.title ?? ''}"${nodes.length > 1 ? ` in ${nodes.length} regions` : ''} ${percents(percent)}`,
    );
    const { promises } = catalog.safeguards;
    yield {
      nodes: path.parts.flatMap(({ nodes }) => nodes.map(({ id }) => id)),
      path: ['context', 'needs', 'availability'],
      message: `The plan asks for ${percents(availability)} availability, but its services promise ${percents(path.percent)} together: ${list(parts, 'and', 6)}.`,
      why: [
        `That allows ${away(path.percent)} without answers in a month instead of ${away(availability)}.`,
        better(path),
        ...caveats(path),
      ].join(' '),
      ...(promises ? { source: promises } : {}),
    };
  },
};

function better({ parts }: PathAvailability): string {
  return parts.length === 1
    ? 'A better tier, zones or a second region promise more.'
    : 'Fewer services on the way, better tiers, zones or a second region promise more.';
}

/** What the figure leaves open. */
function caveats({ parts, unknown }: PathAvailability): readonly string[] {
  const unconfirmed = parts.filter((part) => part.unconfirmed).flatMap(({ nodes }) => nodes.slice(0, 1));
  return [
    ...(unknown.length > 0
      ? [`The catalog knows no promise for ${titles(unknown)}, so the figure leaves ${unknown.length === 1 ? 'it' : 'them'} out.`]
      : []),
    ...(unconfirmed.length > 0
      ? [
          `The ${unconfirmed.length === 1 ? 'figure' : 'figures'} for ${titles(unconfirmed)} could not be confirmed: look ${unconfirmed.length === 1 ? 'it' : 'them'} up in the service level agreement.`,
        ]
      : []),
  ];
}

function percents(value: number): string {
  return `${figure(value, 5)} %`;
}

/** Time of a month without an answer. */
function away(percent: number): string {
  return formatQuantity(((100 - percent) / 100) * hoursOfMonth, 'duration', (value) => figure(value, 2));
}

/** As Azure's price pages count. */
const hoursOfMonth = 730;
