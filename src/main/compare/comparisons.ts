import { basename, dirname } from 'node:path';
import { dialog } from 'electron';
import { repositoryOf } from '#disk';
import { UserError } from '#engine/errors';
import { writePlanJson } from '#engine/plan';
import type { ChangesSince, CompareAnswer, CompareChoices, ComparedWith, Input, PlanCommits, TakenSide } from '#ipc';
import { today } from '../evaluation/today';
import type { Pending } from '../files/pending';
import type { SeenPlans } from '../files/seen-plans';
import { JsonText } from '../ipc/json-text';
import type { Library } from '../library/library';
import type { PlanDocument } from '../plans/plan-document';
import type { PlanWindow } from '../windows/plan-window';
import type { OtherPlan, Questions, Since } from './compare-answers';
import type { CompareThread } from './compare-thread';
import type { NamedState } from './plan-states';

export interface ComparisonsOptions {
  readonly library: Library;
  readonly thread: Pick<CompareThread, 'ask'>;
  readonly seen: SeenPlans;
  readonly pending: Pending;
  readonly log: (fault: unknown) => void;
}

/** Up to this number of nodes, a plan is written as a text without the thread. */
const smallPlan = 150;

/** Compares the plans of windows with other states of them, and with other plans. */
export class Comparisons {
  #next = 1;
  /** The last comparison of each window, and the plan that it was about. */
  readonly #last = new WeakMap<PlanWindow, { readonly id: number; readonly plan: PlanDocument['plan']; readonly with: NamedState }>();
  /** The file that each window chose last. */
  readonly #chosen = new WeakMap<PlanWindow, string>();
  /** The text of each plan as it was seen before it was opened. */
  readonly #earlier = new WeakMap<PlanDocument, string>();

  constructor(private readonly options: ComparisonsOptions) {}

  /** Compares a window's plan. What the other plan lacks is a part of the answer, so that another one can be chosen. */
  async compare(window: PlanWindow, { other, checkpoint, ...wish }: Input<'compare'>): Promise<JsonText<CompareAnswer>> {
    const document = documentOf(window);
    const { plan } = document;
    const choices = await this.#choices(window, document);
    const chosen = other ?? usual(document, choices);
    const head = JSON.stringify({ with: chosen, name: nameOf(chosen, choices, checkpoint?.title), choices } satisfies Omit<
      CompareAnswer,
      'result'
    >);
    const answer = (result: string) => new JsonText<CompareAnswer>(`${head.slice(0, -1)},"result":${result}}`);
    try {
      const id = this.#next++;
      const state = this.#other(window, document, chosen, checkpoint);
      const result = await this.#ask('compare', { id, plan, other: state, wish });
      this.#last.set(window, { id, plan, with: { name: nameOf(chosen, choices, checkpoint?.title), state } });
      return answer(result);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return answer(JSON.stringify({ problem: error.problem, fix: error.fix }));
    }
  }

  /** What a window's plan was compared with last. */
  comparedWith(window: PlanWindow): NamedState | undefined {
    return this.#last.get(window)?.with;
  }

  /** The newest commits of a window's plan. @throws UserError if they cannot be read */
  async commits(window: PlanWindow): Promise<JsonText<PlanCommits>> {
    return new JsonText(await this.#ask('commits', { file: fileOf(documentOf(window)) }));
  }

  /** Asks for a file to compare with. @returns `false` if the user cancelled */
  async choose(window: PlanWindow): Promise<boolean> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
      title: 'Compare with another plan',
      buttonLabel: 'Compare',
      properties: ['openFile'],
      filters: [
        { name: 'Pipedraft plans', extensions: ['yaml', 'yml', 'json'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    const [file] = filePaths;
    if (canceled || file === undefined) return false;
    this.chooseFile(window, file);
    return true;
  }

  /** Makes a file the one that a window's plan can be compared with. */
  chooseFile(window: PlanWindow, file: string): void {
    this.#chosen.set(window, file);
  }

  /** The change that takes the other side. @throws UserError if the plan is no longer the one that was compared */
  async take(window: PlanWindow, { comparison, ...what }: Input<'takeSide'>): Promise<JsonText<TakenSide>> {
    const last = this.#last.get(window);
    if (last?.id !== comparison || last.plan !== documentOf(window).plan)
      throw new UserError('The plan has changed since it was compared.', 'Compare again.');
    return new JsonText(await this.#ask('take', { comparison, ...what }));
  }

  /**
   * What changed in a window's plan since it was last seen here, or else since the last commit; `null` for nothing, and where that is not
   * known. Its file counts as seen from now on.
   */
  async since(window: PlanWindow): Promise<ChangesSince | null> {
    const { document } = window;
    if (document?.path === undefined || document.merging) return null;
    const { path, saved } = document;
    const seen = await this.options.seen.textOf(path);
    if (seen !== undefined) this.#earlier.set(document, seen);
    const file = (await repositoryOf(dirname(path))) === undefined ? null : path;
    if (seen === undefined && file === null) {
      await this.saw(window);
      return null;
    }
    try {
      const since = JSON.parse(await this.#ask('since', { plan: saved, seen: seen ?? null, file })) as Since; // the thread wrote it
      await this.#keep(path, since.text);
      if (since.seen !== null && since.seen > 0) return { since: 'seen', count: since.seen };
      return since.commit === null || since.commit === 0 ? null : { since: 'commit', count: since.commit };
    } catch (error) {
      this.options.log(error); // a line that does not come is no failure of the user
      return null;
    }
  }

  /** The plan of a window was saved: its file counts as seen. Errors are logged. */
  async saw({ document }: Pick<PlanWindow, 'document'>): Promise<void> {
    if (document?.path === undefined) return;
    const { path, saved: plan } = document;
    try {
      const isSmall = Object.keys(plan.nodes).length <= smallPlan;
      const text = isSmall ? writePlanJson(plan) : (JSON.parse(await this.#ask('since', { plan, seen: null, file: null })) as Since).text; // the thread wrote it
      await this.#keep(path, text);
    } catch (error) {
      this.options.log(error);
    }
  }

  async #keep(path: string, text: string): Promise<void> {
    const { seen, pending } = this.options;
    await pending.run(seen.fileOf(path), () => seen.saw(path, text));
  }

  #ask<K extends keyof Questions>(name: K, question: Questions[K]): Promise<string> {
    const { library, thread } = this.options;
    return thread.ask(name, question, { additions: library.additions, today: today() });
  }

  async #choices(window: PlanWindow, document: PlanDocument): Promise<CompareChoices> {
    const { path } = document;
    const chosen = this.#chosen.get(window);
    return {
      hasFile: path !== undefined,
      hasRepository: path !== undefined && (await repositoryOf(dirname(path))) !== undefined,
      hasSeen: this.#earlier.has(document),
      merge: document.merging?.names ?? null,
      file: chosen === undefined ? null : basename(chosen),
    };
  }

  /** @throws UserError if there is no such plan */
  #other(window: PlanWindow, document: PlanDocument, chosen: ComparedWith, checkpoint: Input<'compare'>['checkpoint']): OtherPlan {
    switch (chosen.kind) {
      case 'incoming':
        if (!document.merging) throw new UserError('No merge is to be decided.', 'Choose another state.');
        return { plan: document.merging.incoming };
      case 'saved':
        fileOf(document);
        return { plan: document.saved };
      case 'revision':
        return { file: fileOf(document), revision: chosen.revision };
      case 'seen': {
        const text = this.#earlier.get(document);
        if (text === undefined) throw new UserError('It is not known how this plan was last seen here.', 'Choose another state.');
        return { text, format: 'json' };
      }
      case 'file': {
        const file = this.#chosen.get(window);
        if (file === undefined) throw new UserError('No file is chosen.', 'Choose one to compare with.');
        return { file };
      }
      case 'checkpoint':
        if (!checkpoint) throw new UserError('This checkpoint cannot be read.', 'Choose another one.');
        return { text: checkpoint.text, format: checkpoint.format };
    }
  }
}

/** The last save of a plan with unsaved changes, else the last commit if there can be one. */
function usual(document: PlanDocument, { hasRepository }: CompareChoices): ComparedWith {
  if (document.merging) return { kind: 'incoming' };
  return document.isDirty || !hasRepository ? { kind: 'saved' } : { kind: 'revision', revision: 'HEAD' };
}

function nameOf(chosen: ComparedWith, { file, merge }: CompareChoices, checkpoint: string | undefined): string {
  switch (chosen.kind) {
    case 'incoming':
      return merge?.incoming ?? 'the incoming side';
    case 'saved':
      return 'the last save';
    case 'seen':
      return 'the state that you last saw';
    case 'file':
      return file === null ? 'another file' : `“${file}”`;
    case 'checkpoint':
      return `the checkpoint “${checkpoint ?? ''}”`;
    case 'revision':
      return chosen.revision === 'HEAD' ? 'the last commit' : `“${chosen.revision.replace(/^([0-9a-f]{12})[0-9a-f]{28,52}$/, '$1')}”`;
  }
}

/** @throws UserError if the window has no plan */
function documentOf({ document }: PlanWindow): PlanDocument {
  if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
  return document;
}

/** @throws UserError if the plan has no file */
function fileOf({ path }: PlanDocument): string {
  if (path === undefined)
    throw new UserError('This plan has no file yet, so there is no earlier state of it.', 'Save it first, or choose another file.');
  return path;
}
