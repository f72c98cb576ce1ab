import { titles } from '../../format';
import { orchestrates } from '../../notions';
import type { Rule } from '../rule';
import { page } from '../sources';

/** A job runs on any cluster, so nothing shows that this one is the dear one. */
export const jobsOnJobCompute: Rule = {
  meta: {
    id: 'jobs-on-job-compute',
    title: 'Jobs run on clusters for jobs',
    severity: 'warning',
    family: 'compute',
    pillar: 'cost-optimization',
    stages: ['compute', 'training', 'data-transformation'],
    sources: [
      page('Configure compute for classic jobs', 'https://learn.microsoft.com/azure/databricks/jobs/run-classic-jobs', '2026-12-01'),
    ],
    entries: [],
    docs: 'Databricks recommends against all-purpose clusters for jobs: their units cost more, they stop after a time without work rather than with the job, and people who share them slow it down. Reported where the plan states an all-purpose cluster on which only jobs and pipelines work. A cluster that people explore on as well is left alone.',
  },
  scope: { each: 'node', within: 1 },

  *check({ graph }) {
    for (const node of graph.ofService('azure-databricks')) {
      const workload = graph.usage(node).values['workload'];
      if (workload?.likely !== 'all-purpose' || workload.from === 'default' || node.stage === 'experimentation') continue;
      const work = node.in.filter(({ kind }) => kind === 'runs-on' || kind === 'control').map(({ from }) => from);
      if (work.length === 0 || !work.every(({ service, stage }) => orchestrates(service) && stage !== 'experimentation')) continue;
      yield {
        nodes: [node.id, ...new Set(work.map(({ id }) => id))],
        path: ['nodes', node.id, 'usage', 'workload'],
        message: `"${node.title}" is an all-purpose cluster, and only ${titles([...new Set(work)])} ${new Set(work).size === 1 ? 'uses' : 'use'} it.`,
        why: 'A unit of an all-purpose cluster costs more than one of a cluster for jobs, and the cluster goes on running for a while after the job.',
        fixes: () => [
          { title: `Make "${node.title}" a cluster for jobs`, edits: [{ type: 'set-usage', id: node.id, set: { workload: 'jobs' } }] },
        ],
      };
    }
  },
};
