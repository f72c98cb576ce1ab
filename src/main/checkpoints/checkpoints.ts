import { UserError } from '#engine/errors';
import type { PlanChange } from '#engine/plan';
import type { CheckpointFigures, Input, PlanNow, PlanPicture, WrittenPlan } from '#ipc';
import type { Questions } from '../compare/compare-answers';
import type { CompareThread } from '../compare/compare-thread';
import { today } from '../evaluation/today';
import { JsonText } from '../ipc/json-text';
import type { Library } from '../library/library';
import type { PlanWindow } from '../windows/plan-window';

export interface CheckpointsOptions {
  readonly library: Pick<Library, 'additions'>;
  /** Reads, evaluates and draws plans, so that no window waits. */
  readonly thread: Pick<CompareThread, 'ask'>;
}

/** Writes and reads the texts of checkpoints, which the windows keep. */
export class Checkpoints {
  constructor(private readonly options: CheckpointsOptions) {}

  /** The text of a window's plan; `null` if it has no plan, or was not saved in this session. */
  textOf({ document }: Pick<PlanWindow, 'document'>, of: Input<'planText'>['of']): PlanNow | null {
    if (!document) return null;
    const { file, lastSave } = document;
    if (of === 'save') return lastSave && { ...lastSave, file };
    const unchanged = document.isDirty ? null : (lastSave ?? document.openedText);
    return { ...(unchanged ?? { text: document.textAs(file.format, false), format: file.format }), file };
  }

  /** @throws UserError if the text cannot be read */
  async figuresOf(written: WrittenPlan): Promise<JsonText<CheckpointFigures>> {
    return new JsonText(await this.#ask('figures', written));
  }

  /** @throws UserError if the text cannot be read */
  async pictureOf(input: Input<'checkpointPicture'>): Promise<JsonText<PlanPicture>> {
    return new JsonText(await this.#ask('picture', input));
  }

  /** The change that makes a window's plan the one of a text. @throws UserError if that cannot be read */
  async restore({ document }: Pick<PlanWindow, 'document'>, written: WrittenPlan): Promise<JsonText<PlanChange>> {
    if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
    return new JsonText(await this.#ask('restore', { ...written, plan: document.plan, fileFormat: document.file.format }));
  }

  #ask<K extends keyof Questions>(name: K, question: Questions[K]): Promise<string> {
    const { library, thread } = this.options;
    return thread.ask(name, question, { additions: library.additions, today: today() });
  }
}
