import { freshId, type PlanEdit } from '../../plan';
import { newNode } from '../fixes/plan-draft';
import { carries } from '../questions/connections';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A language model refuses calls when the quota of a minute is used up, and every caller has to know what then. */
export const modelBehindGateway: Rule = {
  meta: {
    id: 'model-behind-gateway',
    title: 'Language models are called through a gateway',
    severity: 'info',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime'],
    sources: [wellArchitected.openAi, wellArchitected.applicationPlatform],
    entries: [],
    docs: 'Where the plan asks for an availability, applications call a language model through a gateway such as API Management, which waits when calls are throttled, moves them to another deployment or region, and counts tokens for each caller. Reports Azure OpenAI that is asked without one.',
  },
  scope: { each: 'node', within: 1 },

  *check({ plan, graph, catalog }) {
    if (reviewNeeds(plan).availability === undefined) return;
    const gateway = catalog.get('azure-api-management');
    for (const model of graph.ofService('azure-openai')) {
      const asking = model.in.filter(({ kind, from }) => kind === 'request' && from.node.service !== gateway?.id);
      const [first] = asking;
      if (!first) continue;
      yield {
        nodes: [model.id, ...asking.map(({ from }) => from.id)],
        edges: asking.map(({ edge }) => edge),
        path: ['nodes', model.id],
        message: `"${first.from.title}" calls "${model.title}" directly, so it has to handle throttling and outages itself.`,
        why: 'A deployment refuses calls beyond its quota of a minute. A gateway waits, moves calls to another deployment or region, and shows who uses how much.',
        fixes: () => {
          if (!gateway || !carries(catalog, gateway, model.service, 'request')) return [];
          const able = asking.filter(({ from }) => carries(catalog, from.service, gateway, 'request'));
          if (able.length === 0) return [];
          const id = freshId(plan, gateway.shortName);
          const edits: PlanEdit[] = [
            { type: 'remove-edges', edges: able.map(({ edge }) => edge) },
            { type: 'add-node', id, node: newNode(plan, gateway, 'deployment-realtime'), place: { beside: model.id, side: 'before' } },
            ...able.map(({ from }): PlanEdit => ({ type: 'add-edge', edge: { from: from.id, to: id, kind: 'request' } })),
            { type: 'add-edge', edge: { from: id, to: model.id, kind: 'request' } },
          ];
          return [{ title: `Put ${gateway.shortName} before "${model.title}"`, edits }];
        },
      };
    }
  },
};
