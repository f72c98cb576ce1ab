import { swapEdits } from '#engine/catalog';
import { emptyPlan } from '#engine/plan';
import type { EvaluationCalls } from '#ipc';
import { pageOf } from '../evaluation/rule-pages';
import { today } from '../evaluation/today';
import { describeUsage } from '../evaluation/usage-form';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about the evaluation of the plan in the window. */
export function evaluationHandlers({ windows, library, evaluations, consequences }: Parts): HandlersOf<EvaluationCalls> {
  return {
    evaluate: (input, from) => evaluations.evaluate(windows.of(from), input),
    fixesOf: ({ revision, keys }, from) => evaluations.fixesOf(windows.of(from), revision, keys),
    fixAll: ({ revision, rule }, from) => evaluations.fixAll(windows.of(from), revision, rule),
    costRisk: ({ revision }, from) => evaluations.costRisk(windows.of(from), revision),
    consequences: ({ revision, proposals }, from) => {
      const { evaluated } = windows.of(from);
      if (evaluated?.revision !== revision) return null;
      return consequences.ask(evaluated.plan, library.basisFiles(evaluated.plan), today(), proposals);
    },
    swapEdits: ({ revision, node, to }, from) => {
      const { evaluated } = windows.of(from);
      if (evaluated?.revision !== revision) return null;
      return swapEdits(evaluated.plan, library.basis(evaluated.plan).catalog, node, to);
    },
    describeUsage: ({ node }, from) => {
      const { document } = windows.of(from);
      return document ? describeUsage(document.plan, library.basis(document.plan), node) : null;
    },
    rulePage: ({ rule }, from) => pageOf(rule, library.basis(windows.of(from).document?.plan ?? emptyPlan('')).rules),
  };
}
