import { PlanGraph } from '../catalog';
import type { Plan } from '../plan';
import { costPlan } from '../score';
import { fixAll, validate, type FixAll, type Rule, type Validation } from '../validate';
import type { EvaluateInput } from './evaluate';

/**
 * Mends everything that one rule finds in a plan, as the user would one by one. It changes nothing; the answer can be previewed and applied.
 * @param known what all rules say of the plan, where that is at hand
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
  const by = (some: readonly Rule[]) => (judged: Plan) => {
    const graph = new PlanGraph(judged, catalog, book);
    return validate({ plan: judged, graph, catalog, book, cost: costPlan(graph, [1]), packs, today }, some, report);
  };
  const named = rules.filter(({ meta }) => meta.id === rule);
  // what is said of waivers follows from all rules
  return fixAll(plan, rule, {
    one: by(named.length > 0 ? named : rules),
    all: (judged) => (judged === plan && known ? known : by(rules)(judged)),
  });
}
