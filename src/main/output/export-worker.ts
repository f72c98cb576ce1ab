import { evaluate } from '#engine/evaluate';
import { answerQuestions } from './answer-questions';
import { makeExport, type ExportQuestion, type MadeExport } from './make-export';

answerQuestions<ExportQuestion, MadeExport>((question, basis, today) =>
  makeExport(question, basis, evaluate({ plan: question.plan, ...basis, today })),
);
