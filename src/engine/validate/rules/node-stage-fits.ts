import type { GraphNode, Service } from '../../catalog';
import { stageIds, stages, type Stage } from '../../plan';
import type { Fix, Rule } from '../rule';
import { guide } from '../sources';
import { list } from '../../format';
import { carriesMessages } from '../../notions';

/** Rules and totals go by the stage, so a node in the wrong one counts where it does nothing. */
export const nodeStageFits: Rule = {
  meta: {
    id: 'node-stage-fits',
    title: 'Every node is in a stage of its service',
    severity: 'warning',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Service options')],
    entries: [],
    docs: 'The catalog lists each service under the stages in which it is used. A node may choose one of them; by default it is in the first. A stage outside the list is fine where the inputs and outputs of the service allow its work: a job that reads and writes data may transform it.',
  },
  scope: { each: 'node', within: 1 },

  *check({ graph }) {
    for (const joined of graph.nodes) {
      const { id, title, node, service } = joined;
      const { stage } = node;
      if (!service || stage === undefined || service.stages.includes(stage) || couldDo(joined, service, stage)) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'stage'],
        message: `"${title}" is in the stage "${titleOfStage(stage)}", where ${service.name} is not used.`,
        why: `The catalog has ${service.name} under ${list(service.stages.map((stage) => `"${titleOfStage(stage)}"`))}. Coverage, lanes and totals by stage go by the stage of a node.`,
        fixes: () => fixesOf(id, stage, service.stages),
      };
    }
  },
};

/** True if the inputs and outputs of a service allow the work of a stage, although it is listed under others. */
function couldDo({ in: into }: GraphNode, { compute, inputs, outputs }: Service, stage: Stage): boolean {
  const passesData = inputs.data !== undefined && outputs.data !== undefined;
  switch (stage) {
    case 'data-transfer':
      return passesData;
    case 'data-transformation':
      return passesData && compute !== undefined;
    case 'experimentation':
      return compute !== undefined && inputs.data !== undefined && inputs.code !== undefined;
    case 'training':
      return compute !== undefined && inputs.data !== undefined && outputs.model !== undefined;
    case 'deployment-batch':
      return compute !== undefined && passesData && inputs.model !== undefined;
    case 'deployment-realtime':
      // it takes requests, as the model endpoints of Fabric do; or a job that never ends scores a stream
      return compute !== undefined && inputs.model !== undefined && (inputs.request !== undefined || into.some(isStream));
    case 'compute':
      return inputs['runs-on'] !== undefined;
    case 'orchestration':
      return outputs.control?.includes('call') ?? false;
    case 'data-versioning':
      return passesData && compute === undefined;
    case 'model-registry':
      return inputs.model !== undefined && (outputs.model ?? outputs.image) !== undefined && compute === undefined;
    case 'tracking-experiments':
      return inputs.metrics !== undefined && compute === undefined;
    case 'monitoring':
      return inputs.telemetry !== undefined || (inputs.control?.includes('event') ?? false);
    case 'source':
      return outputs.data !== undefined;
    case 'consumption':
      return inputs.data !== undefined || outputs.request !== undefined;
    case 'foundation':
      return false;
  }
}

function isStream({ kind, from, to }: GraphNode['in'][number]): boolean {
  return kind === 'data' && carriesMessages(from.service, to.service);
}

function fixesOf(id: string, stage: Stage, offered: readonly Stage[]): readonly Fix[] {
  const [home] = offered;
  const nearest = nearestStage(stage, offered);
  const away: Fix = {
    title: `Remove the stage, so that it is in "${titleOfStage(home)}"`,
    edits: [{ type: 'change-node', id, set: { stage: undefined } }],
  };
  if (nearest === home) return [away];
  return [{ title: `Put it in "${titleOfStage(nearest)}"`, edits: [{ type: 'change-node', id, set: { stage: nearest } }] }, away];
}

/** The stage of a service that is nearest in the order in which a pipeline runs. */
function nearestStage(wished: Stage, offered: readonly Stage[]): Stage | undefined {
  const distance = (stage: Stage) => Math.abs(stageIds.indexOf(stage) - stageIds.indexOf(wished));
  return [...offered].sort((a, b) => distance(a) - distance(b))[0];
}

function titleOfStage(id: Stage | undefined): string {
  return stages.find((stage) => stage.id === id)?.title ?? '';
}
