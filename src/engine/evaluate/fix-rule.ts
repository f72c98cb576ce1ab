import { PlanGraph } from '../catalog';
import { missingValues } from '../export';
import type { Plan } from '../plan';
import { costPlan } from '../score';
import { fixAll, validate, type FixAll, type Rule, type Validation } from '../validate';
import type { EvaluateInput } from './evaluate';

/**
 * Fixes everything that one rule finds in a plan, as the user would one by one. It does not change the plan; the result can be previewed
 * and applied.
 * @param known findings of all rules, if available
 */
export function fixRule(
  {
    plan,
    catalog,
    book,
    rules,
    packs = [],
    today,
    report,
  }: Pick<EvaluateInput, 'plan' | 'catalog' | 'book' | 'rules' | 'packs' | 'today' | 'report'>,
  rule: string,
  known?: Validation,
): FixAll {
  const by = (some: readonly Rule[]) => (candidate: Plan) => {
    const graph = new PlanGraph(candidate, catalog, book);
    const missing = () => missingValues(graph);
    return validate({ plan: candidate, graph, catalog, book, cost: costPlan(graph, [1]), packs, missing, today }, some, report);
  };
  const named = rules.filter(({ meta }) => meta.id === rule);
  // findings about waivers depend on all rules
  return fixAll(plan, rule, {
    one: by(named.length > 0 ? named : rules),
    all: (candidate) => (candidate === plan && known ? known : by(rules)(candidate)),
  });
}
