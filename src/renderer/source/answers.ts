import { PlanProblems } from '#engine/errors';
import {
  applyChange,
  baseOf,
  changeBetween,
  emptyPlan,
  isHtml,
  planJsonSchema,
  planText,
  readPlan,
  sameContent,
  sharing,
  type Plan,
} from '#engine/plan';
import type { Sent, SourceAnswers, SourceQuestion, TextRead } from './source-messages';

/** Reads and writes the text of one plan, whose changes it is told. */
export class Answers {
  #plan: Plan = emptyPlan('');
  /** The last text that was read, and its plan. */
  #lastRead: { readonly text: string; readonly plan: Plan } | undefined;

  to(question: SourceQuestion): SourceAnswers[keyof SourceAnswers] {
    if (question.kind === 'schema') return planJsonSchema();
    this.#take(question.sent);
    const { format } = question;
    if (question.kind === 'read') return this.#read(question.text, `plan.${format}`);
    const plan = this.#plan;
    const base = baseOf(plan, format, question.opened ?? undefined);
    if (base !== undefined && this.#says(base, `plan.${format}`, plan)) return base;
    return planText(plan, format, question.opened ?? undefined);
  }

  /** True if a text needs no patching. Finding that out takes a small part of the time that patching takes. */
  #says(text: string, file: string, plan: Plan): boolean {
    if (this.#lastRead?.text !== text) this.#read(text, file);
    return this.#lastRead?.text === text && sameContent(this.#lastRead.plan, plan);
  }

  #take(sent: Sent): void {
    this.#plan = 'plan' in sent ? sent.plan : applyChange(this.#plan, sent.change);
  }

  #read(text: string, file: string): TextRead {
    // of a file, the problem names a proxy that may have sent it; nobody typed this into one
    if (isHtml(text)) return { problems: [{ message: 'This is HTML, not a plan.', fix: '' }], isCut: false };
    try {
      const { source: _, ...before } = this.#plan; // a text that was read says nothing of the text before
      const plan = sharing(before, readPlan(text, file).plan);
      this.#lastRead = { text, plan };
      return { change: changeBetween(before, plan) };
    } catch (error) {
      if (error instanceof PlanProblems) return { problems: error.problems, isCut: error.isCut };
      throw error;
    }
  }
}
