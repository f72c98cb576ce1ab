import { applyEvaluationChange } from '#engine/evaluate/change';
import type { EvaluatedRevision } from '#ipc';
import type { EditorBackend } from './editor-backend';
import type { PlanHandover } from './plan-handover.svelte';

/** The main process's latest evaluation of the open plan. */
export class PlanEvaluation {
  #latest = $state.raw<EvaluatedRevision | undefined>(undefined);
  #evaluating: Promise<void> | undefined;

  constructor(
    private readonly backend: Pick<EditorBackend, 'evaluate'>,
    private readonly handover: PlanHandover,
    /** Revision of the plan, and id of its file. */
    private readonly current: () => { readonly revision: number; readonly file: string },
    private readonly fail: (error: unknown) => void,
  ) {}

  /** May be of an earlier revision while the next one is on its way. */
  get latest(): EvaluatedRevision | undefined {
    return this.#latest;
  }

  /** Clears it: another plan is open. */
  clear(): void {
    this.#latest = undefined;
  }

  /** @returns when the evaluation of the current plan has arrived */
  async flush(): Promise<void> {
    this.#evaluating ??= this.#evaluate().finally(() => (this.#evaluating = undefined));
    await this.#evaluating;
  }

  /** Asks until there is one of the current plan; at most one call is on its way. */
  async #evaluate(): Promise<void> {
    try {
      while (this.#latest?.revision !== this.current().revision) {
        this.handover.send();
        const { revision, file } = this.current();
        const known = this.#latest;
        const update = await this.backend.evaluate({ revision, known: known?.revision ?? null });
        if (this.#latest !== known || this.current().file !== file) continue; // another plan was opened meanwhile
        if (update === null) {
          await this.handover.finish();
          if (!this.handover.isUnderWay) return; // sending the plan failed, and the error was shown
          continue;
        }
        const { evaluation } = update;
        const said = 'change' in evaluation ? known && applyEvaluationChange(known, evaluation.change) : evaluation;
        this.#latest = said && { revision: update.revision, ...said };
      }
    } catch (error) {
      this.fail(error);
    }
  }
}
