import { describe, expect, it } from 'vitest';
import type { Plan } from '#engine/plan';
import { graphOnly } from './awkward-plans.ts';
import { exported, planFrom, textOf } from './harness.ts';

const plan = planFrom(`pipedraft: 1
name: Twice
context: {region: westeurope}
nodes:
  release: {service: azure-devops}
  web: {service: azure-container-apps, stage: deployment-realtime, definition: deploy/web.yaml, settings: {image: "web:1", port: 80}}
  batch: {service: azure-container-instances, settings: {image: "batch:1", port: 80}}
edges:
  - {from: release, to: web, kind: control, approval: {by: ops}}
  - {from: release, to: batch, kind: control}
`);
const withTargets = (...targets: string[]): Plan => ({ ...plan, exports: { targets } });
const pipeline = (one: Plan) => textOf(exported(graphOnly(one)), 'azure-pipelines.yml');
const paths = (one: Plan) => exported(graphOnly(one)).files.map(({ path }) => path);

describe('a container is deployed by one file', () => {
  it('of infrastructure, in a bundle', () => {
    expect(paths(plan)).toContain('infra/modules/container-apps.bicep');
    expect(paths(plan).filter((path) => /^(?:containers|deploy)\//.test(path))).toEqual([]);
    expect(pipeline(plan)).not.toMatch(/az container(?:app)? create/);
    const remarks = exported(graphOnly(plan)).remarks.map(({ text }) => text);
    expect(remarks).toContainEqual(expect.stringContaining('deploy/web.yaml'));
    expect(remarks).toContainEqual(expect.stringContaining('approval'));
  });

  it('of its own, where the plan exports no infrastructure', () => {
    const own = withTargets('container-instances', 'azure-pipelines');
    expect(paths(own)).toEqual(expect.arrayContaining(['deploy/web.yaml', 'containers/batch.yaml']));
    expect(pipeline(own)).toContain('az containerapp create');
    expect(pipeline(own)).toContain('az container create');
  });

  it('of infrastructure, where the plan names both', () => {
    const both = withTargets('container-instances', 'terraform', 'azure-pipelines');
    expect(paths(both)).toContain('containers/batch.yaml');
    expect(pipeline(both)).not.toMatch(/az container(?:app)? create/);
  });

  it('and the file can be had alone', () => {
    expect(
      exported(graphOnly(plan), 'container-instances')
        .files.map(({ path }) => path)
        .sort(),
    ).toEqual(['containers/batch.yaml', 'deploy/web.yaml']);
  });
});
