import { stageIds, stages, type Stage } from '../../plan';
import type { Fix, Rule } from '../rule';
import { guide } from '../sources';
import { list } from '../wording';

/** Rules and totals go by the stage, so a node in the wrong one counts where it does nothing. */
export const nodeStageFits: Rule = {
  meta: {
    id: 'node-stage-fits',
    title: 'Every node stands in a stage of its service',
    severity: 'warning',
    family: 'structure',
    stages: 'all',
    sources: [guide('Service options')],
    entries: [],
    docs: 'The catalog lists each service under the stages in which it is used. A node may name one of them; without a word it stands in the first.',
  },

  *check({ graph }) {
    for (const { id, title, node, service } of graph.nodes) {
      if (!service || node.stage === undefined || service.stages.includes(node.stage)) continue;
      const { stage } = node;
      yield {
        nodes: [id],
        path: ['nodes', id, 'stage'],
        message: `"${title}" stands under "${titleOfStage(node.stage)}", where ${service.name} is not used.`,
        why: `The catalog has ${service.name} under ${list(service.stages.map((stage) => `"${titleOfStage(stage)}"`))}. Coverage, lanes and totals by stage go by where a node stands.`,
        fixes: () => fixesOf(id, stage, service.stages),
      };
    }
  },
};

function fixesOf(id: string, stage: Stage, offered: readonly Stage[]): readonly Fix[] {
  const [home] = offered;
  const nearest = nearestStage(stage, offered);
  const away: Fix = {
    title: `Take the stage away, so that it stands under "${titleOfStage(home)}"`,
    edits: [{ type: 'change-node', id, set: { stage: undefined } }],
  };
  if (nearest === home) return [away];
  return [{ title: `Put it under "${titleOfStage(nearest)}"`, edits: [{ type: 'change-node', id, set: { stage: nearest } }] }, away];
}

/** The stage of a service that is nearest in the order in which a pipeline runs. */
function nearestStage(wished: Stage, offered: readonly Stage[]): Stage | undefined {
  const distance = (stage: Stage) => Math.abs(stageIds.indexOf(stage) - stageIds.indexOf(wished));
  return [...offered].sort((a, b) => distance(a) - distance(b))[0];
}

function titleOfStage(id: Stage | undefined): string {
  return stages.find((stage) => stage.id === id)?.title ?? '';
}
