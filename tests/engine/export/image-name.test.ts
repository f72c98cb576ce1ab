import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { ExportContext } from '../../../src/engine/export/context.ts';
import { imageName } from '../../../src/engine/export/parts/image-name.ts';
import { book, catalog } from '../../harness/resources.ts';
import { planFrom } from './harness.ts';
import { inputFor } from './release-harness.ts';

/** Names of the images that the Docker nodes of a plan give. @param image what the cluster states */
function namesOf(image: string, { second = false, direct = false } = {}): string[] {
  const plan = planFrom(
    `pipedraft: 1
name: Images
nodes:
  box: {service: docker}
${second ? '  other: {service: docker}\n' : ''}  images: {service: azure-container-registry}
  serve: {service: azure-kubernetes-service, settings: {image: ${JSON.stringify(image)}}}
edges:
  - {from: box, to: images, kind: image}
${second ? '  - {from: other, to: images, kind: image}\n' : ''}${direct ? '  - {from: box, to: serve, kind: image}\n' : ''}  - {from: images, to: serve, kind: image}
`,
    'images.pipedraft.yaml',
  );
  const context = new ExportContext({ ...inputFor(plan), graph: new PlanGraph(plan, catalog, book) });
  const builders = context.of('docker');
  return builders.map((node) => imageName(context, node, builders));
}

describe('the name of an image', () => {
  it.each([
    ['crchurn.azurecr.io/scorer:1', 'scorer'],
    ['crchurn.azurecr.io/team/scorer:1.2', 'team/scorer'],
    ['localhost:5000/scorer@sha256:0123456789abcdef', 'scorer'],
    ['scorer:1', 'scorer'],
    ['team/scorer', 'team/scorer'],
  ])('is the one that the deployment states: %s', (image, name) => {
    expect(namesOf(image)).toEqual([name]);
  });

  it.each(['crchurn.azurecr.io/Scorer:1', 'crchurn.azurecr.io/', ':1', 'a b', '$(touch x)'])(
    'is that of the node where a registry has no such name: %s',
    (image) => {
      expect(namesOf(image)).toEqual(['plan-box']);
    },
  );

  it('is that of the node where several are built and the plan does not say which is meant', () => {
    expect(namesOf('crchurn.azurecr.io/scorer:1', { second: true })).toEqual(['plan-box', 'plan-other']);
  });

  it('is the stated one of several where an edge says which is meant', () => {
    expect(namesOf('crchurn.azurecr.io/scorer:1', { second: true, direct: true })).toEqual(['scorer', 'plan-other']);
  });
});
