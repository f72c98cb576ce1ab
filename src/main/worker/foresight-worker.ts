import { parentPort } from 'node:worker_threads';
import { PriceBook } from '#engine/catalog';
import { consequenceOf, evaluate, type EvaluateInput, type Evaluation } from '#engine/evaluate';
import { applyPacks, type Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog, icons, scoring } from '#resources';
import type { Question, Reply } from './foresight';

const iconNames = new Set(Object.keys(icons));
let basis: Basis | undefined;
let plan: Plan | undefined;
/** The plan as it is, judged once for all proposals about it. */
let judged: { readonly input: EvaluateInput; readonly evaluation: Evaluation } | undefined;

parentPort?.on('message', (question: Question) => {
  const reply = (answer: Reply) => parentPort?.postMessage(answer);
  try {
    const { input, evaluation } = judgedFor(question);
    reply({ id: question.id, consequences: question.proposals.map((proposal) => consequenceOf(input, evaluation, proposal)) });
  } catch (error) {
    reply({ id: question.id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function judgedFor({ plan: newPlan, basis: files, today }: Question): NonNullable<typeof judged> {
  if (files) {
    const shipped = { catalog, scoring, rules, book: new PriceBook(files.book), packs: [] };
    basis = applyPacks(shipped, files.packs, iconNames).basis;
  }
  if (newPlan) plan = newPlan;
  if (!plan || !basis) throw new Error('A question came before a plan and what it is judged with.');
  if (!judged || files || newPlan || judged.input.today !== today) {
    const input: EvaluateInput = { plan, ...basis, today };
    judged = { input, evaluation: evaluate(input) };
  }
  return judged;
}
