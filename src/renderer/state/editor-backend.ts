import type { PlanChange } from '#engine/plan';
import type { EvaluationUpdate, StepMark } from '#ipc';

/** The editor's connection to the main process; tests pass a fake. */
export interface EditorBackend {
  /** Sends a change, to be written to the disk. Calls are answered in their order, also those of `evaluate`. */
  keep(input: {
    readonly revision: number;
    readonly base: number | 'opened' | null;
    readonly change: PlanChange;
    readonly step: StepMark | null;
  }): Promise<{ readonly dirty: boolean } | 'send-all'>;
  evaluate(input: { readonly revision: number; readonly known: number | null }): Promise<EvaluationUpdate | null>;
  /** Runs a callback after the current work, before the window is drawn. */
  soon(work: () => void): void;
}
