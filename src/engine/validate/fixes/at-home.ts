import { oncePer, type PlanGraph, type Service } from '../../catalog';
import { platformOf } from '../../notions';
import type { RuleInput } from '../rule';

/*
 * Services that a fix may bring into a plan. An organisation decides for Databricks or Fabric as a whole, not in order to fix one finding. So
 * a plan without them is offered services that need neither.
 */

const adopted: readonly string[] = ['Databricks', 'Fabric'];

/** True if a fix may bring a service in: its platform is in the plan or run by the organisation, or it needs none. */
export function isAtHome({ plan, graph }: Pick<RuleInput, 'plan' | 'graph'>, { id }: Service): boolean {
  const platform = platformOf(id);
  if (platform === undefined || !adopted.includes(platform)) return true;
  return platformsOf(graph).has(platform) || (plan.context.estate ?? []).some((other) => isOf(other, platform));
}

const platformsOf = oncePer(
  (graph: PlanGraph): ReadonlySet<string> =>
    new Set(adopted.filter((platform) => graph.nodes.some(({ service }) => service && isOf(service.id, platform)))),
);

/** A report of Power BI needs no capacity of Fabric. */
function isOf(id: string, platform: string): boolean {
  return platformOf(id) === platform && id !== 'power-bi';
}
