import { existsSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { readProblem } from '#disk';
import { UserError } from '#engine/errors';
import { compareText } from '#engine/plan';
import { standardInput, type UnreadablePlan } from './plans';

/** Names of plan files. */
const planName = /\.pipedraft\.(?:ya?ml|json)$/i;
/** Folders that hold no plans of the project. */
const ignored = new Set(['node_modules', '.git']);

/** How patterns are read. Extended ones, such as +(a|b), are not: some of them take forever. */
export const patternOptions = { dot: true, noextglob: true } as const;
const longestPattern = 1000;

/** The plans that a command line means. */
export interface FoundPlans {
  /** In the order of the words; of a folder or pattern in alphabetical order. Each once. A folder or pattern without a plan is a problem. */
  readonly files: readonly (string | UnreadablePlan)[];
  /** True if a word is a folder or a pattern, which can stand for any number of plans. */
  readonly isOpen: boolean;
}

/**
 * Replaces folders and patterns by the plans that they stand for. A word that names a file, or nothing that exists, stays as it is.
 * Patterns are those of shells, with `**` for folders in folders, so that they work where the shell does not know them.
 * @param words operands of a command line
 * @param folder where relative words start; they stay relative to it
 */
export function findPlans(words: readonly string[], folder = '.', platform: NodeJS.Platform = process.platform): FoundPlans {
  const files = new Map<string, string | UnreadablePlan>();
  let isOpen = false;
  for (const word of words) {
    try {
      const found = word === standardInput ? undefined : plansOf(word, folder, platform);
      if (found) isOpen = true;
      for (const path of found ?? [folder === '.' ? word : join(folder, word)]) {
        const file = folder === '.' || isAbsolute(folder) ? path : relative('.', resolve(path)); // "x", where "../plans/x" is in the working folder
        files.set(file, file);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      files.set(word, { file: word, error }); // the others can be read
    }
  }
  return { files: [...files.values()], isOpen };
}

/**
 * The plans of a folder or pattern; `undefined` for another word.
 * @throws UserError when there is none, or a folder cannot be read
 */
function plansOf(word: string, folder: string, platform: NodeJS.Platform): readonly string[] | undefined {
  const path = folder === '.' ? word : join(folder, word);
  if (isFolder(path)) {
    const files = filesBelow(path).filter((file) => planName.test(file));
    if (files.length > 0) return files.map((file) => join(path, file));
    throw new UserError(`"${word}" is a folder without a plan.`, 'Name a plan: a file that ends in .pipedraft.yaml or .pipedraft.json.');
  }
  const pattern = platform === 'win32' ? word.replaceAll('\\', '/') : word;
  if (word.length > longestPattern) return undefined;
  const { base, glob, isGlob } = picomatch.scan(pattern);
  if (!isGlob || existsSync(path)) return undefined;
  const start = folder === '.' ? base || '.' : join(folder, base);
  const matches = picomatch(glob, patternOptions);
  const files = isFolder(start) ? filesBelow(start).filter((file) => matches(file.replaceAll('\\', '/'))) : [];
  if (files.length > 0) return files.map((file) => join(start, file));
  throw new UserError(`No file fits the pattern "${word}".`, 'Check its folder and its ending, such as plans/**/*.pipedraft.yaml.');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false; // no name of a file, such as one that is too long
  }
}

/** Paths of all files below a folder, from it, in alphabetical order. Links to folders are not followed, so that no circle is. */
function filesBelow(folder: string): readonly string[] {
  const files: string[] = [];
  const walk = (inside: string): void => {
    for (const entry of entriesOf(join(folder, inside))) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) {
        if (!ignored.has(entry.name)) walk(path);
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('._')) files.push(path); // "._name" is what macOS keeps beside "name"
    }
  };
  walk('');
  return files.sort(compareText);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw readProblem(folder, error);
  }
}
