import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { pathOfWord, readPlanFile, readPlanStream } from '#disk';
import { UserError } from '#engine/errors';
import { emptyPlan, type PlanFile } from '#engine/plan';
import { fileAtByAnyName, gitWords } from '#history';
import { GitProblem, openRepository } from '#git';
import type { Terminal } from './command';
import { standardInput, type NamedPlan } from './plans';

/*
 * The plans that a comparison names: a file, standard input, nothing, or a file of a git revision. One thing, since a revision without a
 * path takes that of the other side.
 */

/** Options of every command that compares with a revision. */
export const revisionOptions = {
  'merge-base': { type: 'boolean', help: 'compare with the commit where the history of the revision and that of HEAD parted' },
  'new-file': { type: 'boolean', help: 'a plan that the revision does not have counts as an empty one' },
} as const;

export interface RevisionChoice {
  /** Use the merge base of the revision and HEAD. */
  readonly mergeBase: boolean;
  /** A plan that the revision does not have is an empty one. */
  readonly newFile: boolean;
}

/** A plan to compare. */
export interface Side extends NamedPlan {
  /** Name of the plan's file, without its folder; of standard input and of nothing a usual one. */
  readonly fileName: string;
  /** There is no such plan: it counts as an empty one. */
  readonly isNothing: boolean;
}

/** Files that stand for no plan at all, as in the output of git. */
const nothing = new Set(['/dev/null', 'NUL', 'nul']);

const usualName = 'plan.pipedraft.yaml';

/** True if a word names a file, not a revision. */
function isFile(word: string): boolean {
  if (word === standardInput || nothing.has(word)) return true;
  try {
    return statSync(word, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch {
    return false; // no name of a file, such as one that is too long
  }
}

/**
 * Reads the two sides of a comparison.
 * @throws UserError when one cannot be found or read
 */
export async function readSides(
  [first, second]: readonly [string, string],
  choice: RevisionChoice,
  terminal: Pick<Terminal, 'input'>,
): Promise<readonly [Side, Side]> {
  if (first === standardInput && second === standardInput)
    throw new UserError('Both plans are standard input, which can be read once.', 'Name a file for one of them.');
  const read = (word: string, other: string) => readSide(word, placeNamedBy(other), choice, terminal);
  return [await read(first, second), await read(second, first)];
}

/** A place of a repository: a path, and the folder in which the repository is looked for. */
export interface Place {
  readonly folder: string;
  /** From the top of the repository; with "./" before it from the folder. */
  readonly path: string;
}

/**
 * Reads one side of a comparison.
 * @param word a file, `-`, `/dev/null`, `REVISION:PATH`, or a revision alone
 * @param place where a revision alone is looked up; `undefined` if it is not known, so that every word names a file
 * @throws UserError when it cannot be found or read
 */
export async function readSide(
  word: string,
  place: Place | undefined,
  choice: RevisionChoice,
  { input }: Pick<Terminal, 'input'>,
): Promise<Side> {
  if (nothing.has(word)) return noPlan(word);
  if (word === standardInput)
    return { file: '<stdin>', read: await readPlanStream(input, '<stdin>'), fileName: usualName, isNothing: false };
  const split = splitRevision(word);
  if (split) return readRevision(word, split.revision, { folder: process.cwd(), path: split.path }, choice);
  const file = pathOfWord(word);
  if (isFile(file) || !place || looksLikeFile(word))
    return { file, read: await readPlanFile(file), fileName: basename(file), isNothing: false };
  return readRevision(word, word, place, choice);
}

/** The parts of `REVISION:PATH`; `undefined` for a file, the path of a drive, or an address. */
function splitRevision(word: string): { readonly revision: string; readonly path: string } | undefined {
  if (isFile(word) || /^[A-Za-z]:[\\/]/.test(word)) return undefined;
  const [, revision, path] = /^([^:]+):(?!\/\/)(.*)$/s.exec(word) ?? [];
  return revision === undefined || path === undefined ? undefined : { revision, path };
}

/** True if a word is meant as a revision without a path. */
export function isRevisionAlone(word: string): boolean {
  return !isFile(word) && splitRevision(word) === undefined && !looksLikeFile(word);
}

/** A word that can only be meant as a file, so that a missing one is not taken for a revision. */
function looksLikeFile(word: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(word) || /^[./]/.test(word) || word.includes('\\');
}

/** The place that a word names, for a revision alone on the other side. */
function placeNamedBy(word: string): Place | undefined {
  if (word === standardInput || nothing.has(word)) return undefined;
  const split = splitRevision(word);
  if (split) return { folder: process.cwd(), path: split.path };
  return isFile(pathOfWord(word)) ? placeOfFile(pathOfWord(word)) : undefined;
}

/** The place of a file: its folder, followed through links, and its name. */
export function placeOfFile(file: string): Place {
  const whole = resolve(file);
  return { folder: realpathSync(dirname(whole)), path: `./${basename(whole)}` };
}

async function readRevision(word: string, revision: string, { folder, path }: Place, choice: RevisionChoice): Promise<Side> {
  let inRepository = path;
  try {
    const repository = openRepository(folder);
    try {
      inRepository = pathIn(realpathSync(repository.top), folder, path);
      const named = repository.resolve(revision);
      const commit = choice.mergeBase ? repository.mergeBase(named, repository.resolve('HEAD')) : named;
      // a path that was not named is that of today, and the plan may have had another
      const bytes = word === revision ? fileAtByAnyName(repository, commit, inRepository) : repository.fileAt(commit, inRepository);
      const read = await readBytes(bytes, word, inRepository);
      return { file: word, read, fileName: basename(inRepository), isNothing: false };
    } finally {
      repository.close();
    }
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    if (error.fault === 'not-in-revision' && choice.newFile) return noPlan(word);
    throw gitWords(error, { by: 'command', word, revision, path: inRepository, folder });
  }
}

/** The path from the top of the repository, with "/". One that starts with "./" or "../" is relative to the folder. */
function pathIn(top: string, folder: string, path: string): string {
  if (!/^\.\.?\//.test(path)) return path;
  const found = relative(top, resolve(realpathSync(folder), path))
    .split(sep)
    .join('/');
  if (found === '..' || found.startsWith('../')) throw new UserError(`"${path}" is outside of the repository.`, 'Name a path inside it.');
  return found;
}

async function readBytes(bytes: Buffer, word: string, path: string): Promise<PlanFile> {
  if (bytes.subarray(0, 100).toString('latin1').startsWith('version https://git-lfs'))
    throw new UserError(
      `"${word}" is kept in Git LFS, and the repository holds only a pointer to it.`,
      'Check the revision out with "git lfs pull", and name the file.',
    );
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return readPlanStream(stream(), word.includes(':') ? word : `${word}:${path}`); // the end of the name says the format
}

function noPlan(file: string): Side {
  return { file, read: { plan: emptyPlan(''), format: 'yaml', text: '', placeOf: () => undefined }, fileName: usualName, isNothing: true };
}
