import type { GraphNode } from '../../catalog';
import { percent, titles } from '../../format';
import {
  dataKeepers,
  hasEnvironment,
  isOwnAzureMlJob,
  isOwnCluster,
  modelKeepers,
  registeredBy,
  registeringWith,
  runKeepers,
  serves,
  servesBoughtModel,
  trackedBy,
  trains,
  versionedBy,
  wantsTracking,
} from '../../notions';
import { askedOrRetired, idsOf, isRetired, shortfall, sum, without, type Measure } from '../measure';

/** Ability to make a model again: tracked runs, registered models, versioned data, pinned environments. */
export const reproducibility: Measure = {
  id: 'reproducibility',
  score: 'maintainability',
  formula({ maintainability }) {
    const { share } = maintainability.reproducibility;
    return `${percent(share.tracking, 1)} where what trains logs its runs, ${percent(share.registry, 1)} where its models reach a registry and deployments take theirs from one, ${percent(share.dataVersions, 1)} where it reads data with versions, and ${percent(share.environments, 1)} where an environment pins what jobs and clusters of one's own run with. Each share is lost whole where none has it, and else the more the more lack it: others do not make up for them. What is asked of nothing in the plan is left out, and the others share its points. A service that is retired or not in the catalog lacks all four. Where nothing is trained or deployed the part is left out.`;
  },
  measure(input) {
    const { graph, working, scoring, today } = input;
    const { share } = scoring.maintainability.reproducibility;
    const deployed = (node: GraphNode) => serves(node) && !servesBoughtModel(node);
    const trainers = askedOrRetired(input, trains);
    const withModels = askedOrRetired(input, (node) => trains(node) || deployed(node));
    if (withModels.length === 0) return undefined;
    const written = graph.plan.context.approach !== 'no-code';
    // where nothing is trained or deployed but by what is out of support, nothing else makes up for that
    const makes = graph.nodes.some((node) => !isRetired(node, today) && (trains(node) || deployed(node)));
    const jobs = askedOrRetired(input, (node) => makes && written && (isOwnAzureMlJob(node) || isOwnCluster(node)));
    const keepers = modelKeepers(working);
    const registered = [...[...registeringWith(keepers)].filter(trains), ...[...registeredBy(keepers)].filter((node) => !trains(node))];

    const wanted: readonly {
      readonly what: string;
      readonly share: number;
      readonly by: readonly GraphNode[];
      readonly having: Iterable<GraphNode>;
      readonly mend: string;
    }[] = [
      {
        what: 'experiment tracking',
        share: share.tracking,
        by: askedOrRetired(input, wantsTracking),
        having: trackedBy(runKeepers(working)),
        mend: 'Add a service that keeps runs and their metrics, and let it log there.',
      },
      {
        what: 'model registry',
        share: share.registry,
        by: withModels,
        having: registered,
        mend: 'Add a model registry between training and deployment.',
      },
      {
        what: 'data versions',
        share: share.dataVersions,
        by: trainers,
        having: versionedBy(dataKeepers(working)),
        mend: 'Add a service that keeps versions of the data that is read.',
      },
      {
        what: 'pinned environments',
        share: share.environments,
        by: jobs,
        having: working.nodes.filter((node) => hasEnvironment(working, node)),
        mend: 'Add environments or images that name their versions.',
      },
    ];
    const asked = sum(wanted.map(({ share: most, by }) => (by.length > 0 ? most : 0)));
    return {
      well: 'Runs, models, data and environments can all be gone back to.',
      losses: wanted.map(({ what, share: most, by, having, mend }) => {
        const lacking = without(by, having);
        return {
          share: asked === 0 ? 0 : (most / asked) * shortfall(lacking.length, by.length),
          because: `No ${what} for ${titles(lacking)}.`,
          mend,
          nodes: idsOf(lacking),
        };
      }),
    };
  },
};
