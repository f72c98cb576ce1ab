import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { findConfig, readConfig, type ConfigFile } from '#config';
import { readPackFolder, type ReadFolder } from '#disk';
import { PlanProblems, UserError, formatProblem } from '#engine/errors';
import { logoPathOf, packLimits } from '#engine/packs';
import type { ProjectLibrary, ProjectPack } from '#ipc';
import type { Library } from './library';
import type { LoadedPack } from './pack-files';

/** A pack that a project names, as it was read from its folder. */
export type FoundPack = ReadFolder & Pick<LoadedPack, 'from'>;

/**
 * What the configuration file of a plan's project adds to evaluations, and whether the library has it. Nothing is loaded: a repository that
 * somebody else wrote must not change evaluations by being opened.
 * @param planFile absolute path of the plan
 * @returns nothing if the project has no configuration file, or the file names neither packs nor prices
 */
export async function projectOf(planFile: string, library: Library): Promise<ProjectLibrary | null> {
  const found = await findConfig(dirname(planFile));
  if (found === undefined) return null;
  const name = basename(found);
  try {
    const project = await readConfig(found, name);
    const packs: ProjectPack[] = [];
    if (library.permits.packs) for (const folder of project.config.packs ?? []) packs.push(await packOf(project, folder, library));
    const prices = library.permits.prices ? project.config.prices : undefined;
    if (packs.length === 0 && prices === undefined) return null;
    return { file: name, packs, prices: prices === undefined ? null : await pricesOf(project, prices, library), fault: null };
  } catch (error) {
    return { file: name, packs: [], prices: null, fault: wordsOf(error, name) };
  }
}

/**
 * Reads a pack that a project names.
 * @param at place in the project's list
 * @throws UserError if there is none any more, it lies outside the project, or it cannot be read
 */
export async function readProjectPack(planFile: string, at: number): Promise<FoundPack> {
  const project = await configOf(planFile);
  const folder = project?.config.packs?.[at];
  if (!project || folder === undefined)
    throw new UserError('The project does not name this pack any more.', 'Close this list and open it again.');
  return readPack(project, folder);
}

/**
 * The price file that a project names.
 * @throws UserError if there is none any more, or it lies outside the project
 */
export async function projectPricesFile(planFile: string): Promise<string> {
  const project = await configOf(planFile);
  const prices = project?.config.prices;
  if (!project || prices === undefined)
    throw new UserError('The project does not name a price file any more.', 'Close this list and open it again.');
  return inside(project, prices);
}

async function configOf(planFile: string): Promise<ConfigFile | undefined> {
  const file = await findConfig(dirname(planFile));
  return file === undefined ? undefined : readConfig(file, basename(file));
}

async function packOf(project: ConfigFile, folder: string, library: Library): Promise<ProjectPack> {
  try {
    const pack = await readPack(project, folder);
    const { pack: manifest } = library.preview(pack, undefined);
    if (!manifest) throw new UserError(`"${folder}" is not a pack.`, `Correct "packs" in ${basename(project.file)}.`);
    const loaded = library.packs.find((one) => one.pack.id === manifest.id)?.pack;
    const state = !loaded ? 'missing' : sameFiles(loaded, pack) ? 'loaded' : 'changed';
    return { folder, name: manifest.name, version: manifest.version, state, fault: null };
  } catch (error) {
    return { folder, name: folder, version: null, state: 'unreadable', fault: wordsOf(error, folder) };
  }
}

async function pricesOf(project: ConfigFile, name: string, library: Library): Promise<NonNullable<ProjectLibrary['prices']>> {
  const isLoaded = library.books.some(({ loaded }) => loaded?.from === basename(name));
  try {
    const path = await inside(project, name);
    if (!(await stat(path).catch(() => undefined))?.isFile())
      throw new UserError(`There is no file "${name}" in the project.`, `Correct "prices" in ${basename(project.file)}.`);
    return { name, isLoaded, fault: null };
  } catch (error) {
    return { name, isLoaded, fault: wordsOf(error, name) };
  }
}

async function readPack(project: ConfigFile, folder: string): Promise<FoundPack> {
  const from = await inside(project, folder);
  return { ...(await readPackFolder(from, packLimits, logoPathOf)), from };
}

/**
 * The real path of what a configuration file names. Only what lies in the project is read: the file can come from anybody, and the window
 * reads nothing else that its user did not choose.
 */
async function inside({ folder, file }: ConfigFile, named: string): Promise<string> {
  const outside = new UserError(
    `"${named}" lies outside the project, so ${basename(file)} alone does not load it.`,
    'Load it yourself: choose its folder or file in the list of packs or prices.',
  );
  if (isAbsolute(named)) throw outside;
  const path = join(folder, named);
  const [top, real] = await Promise.all([realpath(folder), realpath(path).catch(() => path)]);
  const way = relative(top, real === path ? join(top, named) : real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) throw outside;
  return path;
}

/** True if a folder holds what was loaded from it. Faults follow from the files. */
function sameFiles(a: Pick<LoadedPack, 'files'>, b: Pick<LoadedPack, 'files'>): boolean {
  return (
    a.files.length === b.files.length && a.files.every(({ path, text }, at) => b.files[at]?.path === path && b.files[at]?.text === text)
  );
}

function wordsOf(error: unknown, file: string): { readonly problem: string; readonly fix: string } {
  if (error instanceof PlanProblems)
    return { problem: formatProblem(file, { ...error.problems[0], fix: '' }).trim(), fix: error.problems[0].fix };
  if (error instanceof UserError) return { problem: error.problem, fix: error.fix };
  throw error;
}
