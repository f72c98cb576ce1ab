import { basename, dirname, join } from 'node:path';
import { clipboard } from 'electron';
import { checkInOf, checkInPath, hashOf, isRecorded, readCheckIns, readRecord, writeBeside, writeCheckIn, type CheckInRecord } from '#disk';
import { commitMessage } from '#engine/diff';
import { UserError } from '#engine/errors';
import { readPlan, writePlanYaml, type Plan } from '#engine/plan';
import type { CheckedIn, FileToLookAt, Input } from '#ipc';
import { evaluatePlan } from '../evaluation/evaluate-plan';
import { today } from '../evaluation/today';
import type { Evaluations } from '../evaluation/evaluations';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import type { PlanWindow } from '../windows/plan-window';
import { changedFiles, filesAfter } from './check-in-files';
import { resultOf } from './export-view';
import type { PlanPictures } from './pictures';
import type { PreparedExport } from './prepared-export';
import { documentOf, planOfExport, refuseOtherFolder, type RepositoryExport } from './repository-export';

export interface CheckInOptions {
  readonly repository: RepositoryExport;
  readonly pictures: Pick<PlanPictures, 'drawing'>;
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
}

/** Checks plans in: writes everything that belongs into a commit, and its message. */
export class CheckIn {
  constructor(private readonly options: CheckInOptions) {}

  /**
   * Writes the files of a window's saved plan, its picture and its summary, and puts a commit message on the clipboard.
   * @returns `null` if the folder has to be confirmed first, since the plan was never exported to it
   * @throws UserError if the plan has no file, or something cannot be written
   */
  async run(window: PlanWindow, { targets, folder: shown }: Input<'checkIn'>): Promise<CheckedIn | null> {
    const { repository, library, evaluations, pending } = this.options;
    const document = documentOf(window);
    const { path: file, plan } = document;
    if (file === undefined) throw new UserError('The plan has no file yet.', 'Save it first: it is a part of the commit.');
    const home = await repository.folderOf(document);
    const isKnown = async (path: string) => isRecorded(await readRecord(path, planOfExport(document)));
    if (shown === null && (!home || home.gone !== null || (home.origin !== 'chosen' && !(await isKnown(home.path))))) return null;
    const prepared = await repository.prepare(window, targets);
    if (shown !== null) await refuseOtherFolder(prepared, shown);
    const folder = prepared.folder?.path ?? dirname(file);
    const { compared } = prepared;
    const all = await readCheckIns(folder);
    const last = checkInOf(all, compared.record, (old) => Object.hasOwn(old.beside, pictureOf(file)) || lastPlan(old)?.name === plan.name);
    await repository.writePrepared(window, prepared);
    const files = filesAfter(compared, last);
    const beside = await pending.run(join(folder, checkInPath), async () => {
      const outcome = await this.#writeBeside(window, prepared, file, folder, last);
      await writeCheckIn(folder, all, compared.record, { plan: writePlanYaml(plan), beside: outcome.hashes, files });
      return outcome;
    });
    const result = resultOf(prepared, folder);
    const message = commitMessage({
      before: lastPlan(last),
      after: plan,
      evaluate: (one) => (one === plan ? evaluations.whole(window, plan) : evaluatePlan(one, library.basis(plan), today())),
      catalog: library.basis(plan).catalog,
      isLost: all.isDamaged,
      open: result,
      files: changedFiles(compared, last, files, beside),
    });
    clipboard.writeText(message);
    return { ...result, lookAt: [...result.lookAt, ...beside.leftAlone], beside: beside.written, message, isLost: all.isDamaged };
  }

  /** The picture of the plan beside its file; and the summary, where the export has none. */
  async #writeBeside(window: PlanWindow, prepared: PreparedExport, file: string, folder: string, last: CheckInRecord | undefined) {
    const { pictures } = this.options;
    const picture = pictureOf(file);
    const wanted = [
      {
        name: picture,
        path: join(dirname(file), picture),
        text: String(await pictures.drawing(window, 'svg')),
        isOwn: isDrawing,
      },
      ...prepared.summary.map(({ path, text }) => ({ name: path, path: join(folder, path), text, isOwn: () => false })),
    ];
    const written: string[] = [];
    const leftAlone: FileToLookAt[] = [];
    const hashes: Record<string, string> = {};
    for (const { name, path, text, isOwn } of wanted) {
      const known = last?.beside[name];
      const state = await writeBeside(path, text, known, isOwn);
      if (state === 'written') written.push(name);
      if (state === 'foreign') leftAlone.push({ path: name, state: 'foreign' });
      const hash = state === 'foreign' ? known : hashOf(text);
      if (hash !== undefined) hashes[name] = hash;
    }
    return { written, leftAlone, hashes };
  }
}

/** Name of the picture of a plan, beside its file. */
function pictureOf(file: string): string {
  return `${basename(file).replace(/(?:\.pipedraft)?\.(?:ya?ml|json)$/i, '')}.svg`;
}

/** The plan as it was checked in last; `undefined` if it cannot be read, such as one of a newer Pipedraft: the message says less then. */
function lastPlan(last: CheckInRecord | undefined): Plan | undefined {
  if (!last) return undefined;
  try {
    return readPlan(last.plan, 'the plan of the last check-in').plan;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** True if a text is a drawing of a plan, as exported, and not from another drawing program. */
function isDrawing(text: string): boolean {
  return text.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="') && text.includes(' data-node="');
}
