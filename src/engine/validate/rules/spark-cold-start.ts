import { formatQuantity, times } from '../../format';
import type { Rule } from '../rule';
import { page } from '../sources';

/** Below this a run works hardly longer than a session takes to start with packages of one's own; in hours. */
const brief = 15 / 60;
/** More runs a month than this: ten a day. */
const often = 300;
const daysPerMonth = 30;

/** A session that starts cold is paid with waiting, and nothing in a plan shows it. */
export const sparkColdStart: Rule = {
  meta: {
    id: 'spark-cold-start',
    title: 'Spark sessions run longer than they take to start',
    severity: 'warning',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: ['compute', 'data-transformation'],
    sources: [
      page('Apache Spark in Azure ML', 'https://learn.microsoft.com/azure/machine-learning/apache-spark-azure-ml-concepts', '2025-11-13'),
    ],
    entries: ['cr-aml-spark-cold-start'],
    docs: 'A session of serverless Spark in Azure ML takes 3 to 5 minutes to start cold, and 10 to 15 minutes when it installs packages of its own. Warns when runs take less than 15 minutes and there are more than 10 of them a day.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph }) {
    for (const node of graph.ofService('azure-ml-serverless-spark')) {
      const { id, title } = node;
      const runs = graph.amount(node, 'runsPerMonth');
      const time = graph.amount(node, 'timePerRun');
      if (runs === undefined || time === undefined || runs <= often || time >= brief) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', 'timePerRun'],
        message: `"${title}" starts a Spark session ${times(runs)} a month, about ${times(runs / daysPerMonth)} a day, for ${formatQuantity(time, 'duration')} of work each.`,
        why: 'A cold session takes 3 to 5 minutes to start, and 10 to 15 with packages of its own. Gather the work into fewer, longer runs, or use Spark that stays up.',
      };
    }
  },
};
