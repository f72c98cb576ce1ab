import type { GraphNode } from '../../catalog';
import { keepsEdges } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { agreeing, titles } from '../../format';
import { isStartedOrStarts } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

/** The machine that somebody set up for a trial and that a schedule relies on two years later. */
export const dsvmUnmanaged: Rule = {
  meta: {
    id: 'dsvm-unmanaged',
    title: 'No scheduled work on a Data Science VM',
    severity: 'warning',
    family: 'compute',
    pillar: 'reliability',
    stages: ['experimentation', 'orchestration'],
    sources: [
      page('Data Science Virtual Machine', 'https://learn.microsoft.com/azure/machine-learning/data-science-virtual-machine/overview'),
      guide('Python/R scripts'),
    ],
    entries: ['gr-dsvm-catch-all', 'gr-dsvm-low-upskill'],
    docs: "A Data Science VM is a good place to try things out: every tool is there and there is little to learn. Patches, access and shutdown are the team's, though, so nothing that starts by itself should depend on it.",
  },
  scope: { each: 'node', within: 1 },

  *check(input) {
    const { graph } = input;
    for (const machine of graph.ofService('data-science-vm')) {
      const starters = machine.in.filter(({ kind }) => kind === 'control');
      const hosted = machine.in.filter(({ kind, from }) => kind === 'runs-on' && isStartedOrStarts(from));
      if (starters.length + hosted.length === 0) continue;
      const names = titles((starters.length > 0 ? starters : hosted).map(({ from }) => from));
      yield {
        nodes: [machine.id, ...[...starters, ...hosted].map(({ from }) => from.id)],
        edges: [...starters, ...hosted].map(({ edge }) => edge),
        message:
          starters.length > 0
            ? `${names} ${agreeing(starters.length, 'starts', 'start')} work on "${machine.title}", a machine that nobody but the team looks after.`
            : `${names} ${agreeing(hosted.length, 'runs', 'run')} unattended on "${machine.title}", a machine that nobody but the team looks after.`,
        why: "A Data Science VM is an image, not a managed service: patches, users, disk space and shutdown are the team's. Work that starts by itself belongs on a managed service.",
        fixes: () =>
          starters.length > 0
            ? asJobs(
                input,
                machine,
                starters.map(({ from }) => from),
              )
            : asContainers(input, machine),
      };
    }
  },
};

function asJobs({ plan, catalog }: RuleInput, machine: GraphNode, starters: readonly GraphNode[]): Fix[] {
  const jobs = 'azure-ml-jobs-sdk';
  const service = catalog.get(jobs);
  const draft = new PlanDraft(plan, catalog);
  const started = starters.every((starter) => !starter.service || starter.service.orchestrates?.includes(jobs));
  if (!service || !started || !keepsEdges(catalog, machine, service) || !draft.swap(machine.id, jobs)) return [];
  return [{ title: `Swap to ${service.shortName}`, edits: draft.edits }];
}

function asContainers({ plan, catalog }: RuleInput, machine: GraphNode): Fix[] {
  const service = catalog.get('azure-container-apps');
  const draft = new PlanDraft(plan, catalog);
  if (!service || !keepsEdges(catalog, machine, service) || !draft.swap(machine.id, service.id)) return [];
  return [{ title: `Swap to ${service.shortName}`, edits: draft.edits }];
}
