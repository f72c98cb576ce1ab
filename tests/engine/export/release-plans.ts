import fc from 'fast-check';
import { edgeId, emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { anyText } from '../../harness/arbitraries.ts';

const services = [
  'code-repository',
  'human-approval',
  'azure-ml-pipelines',
  'azure-ml-jobs-sdk',
  'azure-ml-batch-endpoints',
  'azure-ml-managed-online-endpoints',
  'azure-ml-model-registry',
  'azure-ml-model-monitoring',
  'azure-ml-datasets',
  'azure-storage',
  'azure-data-factory',
  'databricks-lakeflow-jobs',
  'azure-functions',
  'azure-kubernetes-service',
  'azure-container-registry',
  'docker',
  'deployment-scripts',
  'azure-iot-edge',
  'fabric-data-factory',
];
const hostile = fc.oneof(
  fc.constantFrom(
    "it's",
    '"',
    '${{ github.token }}',
    '$(System.AccessToken)',
    '$[ variables.x ]',
    '##vso[task.x]y',
    '::error::x',
    ']]>',
    '@{x}',
    '# x',
    '`id`',
    'a\nb',
    '; exit 1',
    '日本 😀',
  ),
  anyText,
);
const ids = ['a-b', 'a_b', 'A', 'a', 'infra', 'check', 'variables', 'train', 'x'.repeat(60)];

/** Plans with a tool that releases, what it may deploy and start, and titles that try to act. */
export function releasePlan(tool: string): fc.Arbitrary<Plan> {
  return fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 7 }).chain((picked) =>
    fc
      .record({
        name: hostile,
        manualApproval: fc.boolean(),
        schedule: fc.constantFrom('none' as const, 'cron' as const),
        nodes: fc.tuple(
          ...picked.map((_, at) =>
            fc.record({
              service: at === 0 ? fc.constant(tool) : fc.constantFrom(tool, ...services),
              title: hostile,
              owner: hostile,
            }),
          ),
        ),
        edges: fc.array(
          fc.record({
            from: fc.oneof(fc.constant(picked[0] ?? ''), fc.constantFrom(...picked)),
            to: fc.constantFrom(...picked),
            kind: fc.constantFrom(
              'control' as const,
              'control' as const,
              'code' as const,
              'model' as const,
              'data' as const,
              'image' as const,
            ),
            approval: fc.option(fc.record({ by: hostile }), { nil: undefined, freq: 2 }),
          }),
          { maxLength: 14 },
        ),
      })
      .map(({ name, manualApproval, schedule, nodes, edges }) => {
        const unique = new Map<string, Edge>();
        for (const { approval, ...edge } of edges)
          if (edge.from !== edge.to) unique.set(edgeId(edge), approval && edge.kind === 'control' ? { ...edge, approval } : edge);
        return {
          ...emptyPlan(name),
          context: { region: 'westeurope', needs: { manualApproval, schedule, events: ['pull-request' as const] } },
          nodes: Object.fromEntries(picked.map((id, at) => [id, nodes[at] as PlanNode])),
          edges: [...unique.values()],
        } as Plan;
      }),
  );
}
