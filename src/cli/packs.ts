import { readPackFolder } from '#disk';
import { formatProblem } from '#engine/errors';
import { packLimits, type PackFolder, type PackReport } from '#engine/packs';
import { icons } from '#resources';
import { join } from 'node:path';
import type { Terminal } from './command';

/** What `--pack` is, for every command that judges plans. */
export const packOption = {
  type: 'string',
  value: 'DIR',
  multiple: true,
  help: "a folder with an organisation's own services, prices, rules and weights, to judge with",
} as const;

/** The names of the icons that services of packs can have. */
export const iconNames: ReadonlySet<string> = new Set(Object.keys(icons));

/** A pack as it was read from its folder. */
export interface FolderOfPack extends PackFolder {
  /** As the user named it. */
  readonly folder: string;
}

/** @throws UserError when a folder cannot be read at all */
export async function readPacks(folders: readonly string[]): Promise<readonly FolderOfPack[]> {
  const packs: FolderOfPack[] = [];
  for (const folder of new Set(folders)) packs.push({ folder, ...(await readPackFolder(folder, packLimits)) });
  return packs;
}

/** Tells the person what is wrong with packs, each fault on a line of its own. @returns how many faults there are */
export function tellFaults(packs: readonly FolderOfPack[], reports: readonly PackReport[], { talk }: Pick<Terminal, 'talk'>): number {
  let number = 0;
  reports.forEach(({ faults }, at) => {
    const folder = packs[at]?.folder ?? '';
    for (const fault of faults) talk(formatProblem(join(folder, fault.file ?? ''), { ...fault, file: join(folder, fault.file ?? '') }));
    number += faults.length;
  });
  return number;
}
