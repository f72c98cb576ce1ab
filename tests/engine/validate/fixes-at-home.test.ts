import { describe, expect, it } from 'vitest';
import { readPlan, type PlanEdit } from '#engine/plan';
import { rules, type Rule } from '#engine/validate';
import { catalog } from '../../harness/resources.ts';
import { inputOf } from '../../harness/rule-cases.ts';

/* No fix brings Databricks or Fabric into a plan that has nothing of them: taking them up is a decision of its own. */

const foreign = /^(?:azure-databricks|databricks-.*|fabric-.*)$/;

const links = [
  ['data', 'training'],
  ['model', 'deployment-realtime'],
  ['model', 'deployment-batch'],
  ['image', 'deployment-realtime'],
] as const;

/** Rules whose fixes look for a service in the whole catalog. */
const searching = new Set([
  'all-stages-covered',
  'data-is-versioned',
  'deployment-has-registry',
  'endpoint-is-monitored',
  'model-quality-monitored',
  'release-path',
  'training-is-tracked',
]);

function broughtIn(rule: Rule, text: string): string[] {
  const edits = [...rule.check(inputOf(readPlan(text, 'plan').plan))].flatMap(({ fixes }) => fixes?.() ?? []).flatMap((fix) => fix.edits);
  return edits.flatMap((edit: PlanEdit) => (edit.type === 'add-node' ? [edit.node.service] : [])).filter((id) => foreign.test(id));
}

describe.each(rules.filter(({ meta }) => searching.has(meta.id)))('$meta.id', (rule) => {
  it('brings no platform into a plan that has nothing of it', () => {
    const others = catalog.services.filter(({ id }) => !foreign.test(id));
    const brought = others.flatMap((from) =>
      others.flatMap((to) =>
        links
          .filter(([kind, stage]) => to.stages.includes(stage) && catalog.shared(from, to, kind).length > 0)
          .flatMap(([kind, stage]) =>
            broughtIn(
              rule,
              `{pipedraft: 1, name: Two, nodes: {a: {service: ${from.id}}, b: {service: ${to.id}, stage: ${stage}}}, edges: [{from: a, to: b, kind: ${kind}}]}`,
            ).map((id) => `${from.id} to ${to.id}: ${id}`),
          ),
      ),
    );
    expect(brought).toEqual([]);
  });
});
