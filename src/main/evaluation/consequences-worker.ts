import { parentPort } from 'node:worker_threads';
import { PriceBook } from '#engine/catalog';
import { consequenceOf, evaluate, type EvaluateInput, type Evaluation } from '#engine/evaluate';
import { applyPacks, type Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog, icons, scoring } from '#resources';
import type { Question, Reply } from './consequences';

const iconNames = new Set(Object.keys(icons));
let basis: Basis | undefined;
let plan: Plan | undefined;
/** The current plan, evaluated once for all proposals about it. */
let evaluated: { readonly input: EvaluateInput; readonly evaluation: Evaluation } | undefined;

parentPort?.on('message', (question: Question) => {
  const reply = (answer: Reply) => parentPort?.postMessage(answer);
  try {
    const { input, evaluation } = evaluatedFor(question);
    reply({ id: question.id, consequences: question.proposals.map((proposal) => consequenceOf(input, evaluation, proposal)) });
  } catch (error) {
    reply({ id: question.id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function evaluatedFor({ plan: newPlan, basis: files, today }: Question): NonNullable<typeof evaluated> {
  if (files) {
    const shipped = { catalog, scoring, rules, book: new PriceBook(files.book), packs: [] };
    basis = applyPacks(shipped, files.packs, iconNames).basis;
  }
  if (newPlan) plan = newPlan;
  if (!plan || !basis) throw new Error('A question came before a plan and its basis.');
  if (!evaluated || files || newPlan || evaluated.input.today !== today) {
    const input: EvaluateInput = { plan, ...basis, today };
    evaluated = { input, evaluation: evaluate(input) };
  }
  return evaluated;
}
