import { readPackFolder, type PictureOnDisk } from '#disk';
import { UserError, formatProblem, type Problem } from '#engine/errors';
import type { PackFolder, PackReport } from '#engine/packs';
import { icons } from '#resources';
import { join } from 'node:path';
import type { Terminal } from './command';
import { problemsOf } from './problem-lines';

/** The `--pack` option of every command that evaluates plans. */
export const packOptions = {
  pack: {
    type: 'string',
    value: 'DIR',
    multiple: true,
    help: "evaluate with this folder of an organisation's own services, prices, rules and weights",
  },
  'allow-broken-packs': {
    type: 'boolean',
    help: 'accept packs with faults: the parts with a fault do not count. Without this option the exit code is 2 for such a pack',
  },
} as const;

/** The names of the icons that services of packs can have. */
export const iconNames: ReadonlySet<string> = new Set(Object.keys(icons));

/** A pack that was read from its folder. */
export interface FolderOfPack extends PackFolder {
  /** As the user named it. */
  readonly folder: string;
  /** The organisation's logo, if it has one. */
  readonly picture?: PictureOnDisk;
  /** The reason why the folder cannot be read at all. */
  readonly unreadable?: UserError;
}

/** A fault of a pack, or of a path that a command line names as one. */
export interface PackFault {
  /** The folder, as the user named it. */
  readonly folder: string;
  /** With the path of the file, if it is about one. */
  readonly problem: Problem;
}

/** Reads the folders of packs. One that cannot be read has no files. */
export async function readPacks(folders: readonly string[]): Promise<readonly FolderOfPack[]> {
  if (folders.length === 0) return [];
  const { logoPathOf, packLimits } = await import('#engine/packs');
  const packs: FolderOfPack[] = [];
  for (const folder of new Set(folders)) {
    try {
      packs.push({ folder, ...(await readPackFolder(folder, packLimits, logoPathOf)) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      packs.push({ folder, files: [], faults: [], unreadable: error });
    }
  }
  return packs;
}

/** All faults of packs, in the order of the packs. @param reports one for each pack */
export function faultsOf(packs: readonly FolderOfPack[], reports: readonly PackReport[]): readonly PackFault[] {
  return packs.flatMap(({ folder, unreadable }, at) => {
    if (unreadable) return problemsOf(unreadable).map((problem) => ({ folder, problem }));
    return (reports[at]?.faults ?? []).map((fault) => ({ folder, problem: { ...fault, file: join(folder, fault.file ?? '') } }));
  });
}

/** A fault in one line. */
export function faultLine({ folder, problem }: PackFault): string {
  return problem.file === undefined ? `${problem.message} ${problem.fix}` : formatProblem(folder, problem);
}

/** Reports problems of packs, each fault on a line of its own. */
export function tellFaults(faults: readonly PackFault[], { talk }: Pick<Terminal, 'talk'>): void {
  for (const fault of faults) talk(faultLine(fault));
}
