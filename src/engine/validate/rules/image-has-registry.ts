import { type PlanGraph, nodesWhere, type GraphNode } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { note } from '../sources';
import { agreeing, titles } from '../../format';
import { hostsContainers, imageSources, serves } from '../../notions';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';

const withoutImage = nodesWhere(lacksImage);

/** A host of containers that no image leads to has nothing to start. */
export const imageHasRegistry: Rule = {
  meta: {
    id: 'image-has-registry',
    title: 'Every container host gets an image',
    severity: 'warning',
    family: 'serving',
    pillar: 'reliability',
    stages: ['deployment-batch', 'deployment-realtime'],
    sources: [note('Azure Machine Learning')],
    entries: ['gr-azureml-docker-acr'],
    docs: 'A container host needs an image, from a container registry or from the node that builds it. App Service and Functions also run code, and Container Apps builds the image from it, so a code edge is enough for them. The rule endpoint-target reports a host that gets a model but no image.',
  },

  *check(input) {
    const nodes = withoutImage(input.graph);
    if (nodes.length === 0) return;
    yield {
      nodes: nodes.map(({ id }) => id),
      message: `${titles(nodes)} ${agreeing(nodes.length, 'runs', 'run')} containers, but no image leads there.`,
      why: 'A container starts from an image. A registry in the plan says where that is kept, and a new image in it can start a release.',
      fixes: () => withImages(input, nodes),
    };
  },
};

function lacksImage(node: GraphNode, { catalog }: PlanGraph): boolean {
  const { service } = node;
  if (!service || !serves(node) || !hostsContainers(service, catalog)) return false;
  if (service.runsCode && (node.in.some(({ kind }) => kind === 'code') || !service.inputs['runs-on'])) return false;
  return !node.in.some(({ kind }) => kind === 'image' || kind === 'model');
}

function withImages({ plan, graph, catalog }: RuleInput, nodes: readonly GraphNode[]): Fix[] {
  const draft = new PlanDraft(plan, catalog);
  const there = imageSources(graph).find(({ service }) =>
    nodes.every((node) => service && node.service && catalog.shared(service, node.service, 'image').length > 0),
  );
  const first = nodes[0];
  const source = there?.id ?? (first && draft.node('azure-container-registry', { beside: first.id, side: 'before' }));
  if (source === undefined || !nodes.every(({ id }) => draft.edge(source, id, 'image'))) return [];
  const title = there
    ? `Take ${agreeing(nodes.length, 'the image', 'the images')} from "${there.title}"`
    : `Add ${shortName(catalog, 'azure-container-registry')}`;
  return [{ title, edits: draft.edits }];
}
