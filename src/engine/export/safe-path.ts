import { UserError } from '../errors';
import { list } from '../format';

/** In bytes. */
const longestPart = 255;

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The reason why a path of an exported file is refused, as the rest of a sentence; undefined for a path below the folder that works on
 * every system.
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (/^[/\\]|^[A-Za-z]:[/\\]/.test(path)) return 'is absolute';
  if (path.includes('\\')) return 'has a "\\" where a "/" belongs';

  if (/[\u0000-\u001f<>:"|?*]/.test(path)) return 'has a character that Windows refuses in names';
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(path)) return 'has an invisible character that turns the direction of text';
  const [first = ''] = path.split('/');
  if (first.toLowerCase() === '.pipedraft') return 'is inside of ".pipedraft", where Pipedraft keeps its records';
  for (const part of path.split('/')) {
    if (part === '') return 'has an empty part';
    if (part === '.') return 'has a part "." that names no folder';
    if (part === '..') return 'leaves the folder';
    if (/[. ]$/.test(part)) return 'has a part that ends in a dot or a space';
    if (reserved.test(part)) return `has the part "${part}", which Windows reserves`;
    if (part.toLowerCase() === '.git') return 'is inside of ".git"';
    if (part === '~') return 'has the part "~", which shells take for a home folder';
    if (bytesOf(part) > longestPart) return `has a part of more than ${longestPart} bytes, which is longer than file systems allow`;
  }
  return undefined;
}

/** Makes the error for some paths, which may be from nodes of a plan. */
export type PathError = (problem: string, paths: readonly (readonly [path: string, nodes: readonly string[]])[]) => UserError;

const withoutPlan: PathError = (problem) => new UserError(problem, correct);

/** @throws UserError for a path that no exported file can have @param nodes that the file is from */
export function refusePath(path: string, nodes: readonly string[] = [], error: PathError = withoutPlan): void {
  const problem = pathProblem(path);
  if (problem !== undefined) throw error(`The path "${shown(path)}" of an exported file${ofNodes(nodes)} ${problem}.`, [[path, nodes]]);
}

/** GitHub takes every file of this folder for a workflow. @throws UserError for a path of another kind of file in it */
export function refuseWorkflow(path: string, nodes: readonly string[] = [], error: PathError = withoutPlan): void {
  if (/^\.github\/workflows\//i.test(path))
    throw error(
      `The path "${shown(path)}" of an exported file${ofNodes(nodes)} is in the folder of workflows, and GitHub would take it for one.`,
      [[path, nodes]],
    );
}

/**
 * Refuses paths that name one place: the same but for upper and lower case, which is one file on Windows and macOS, and a file where another
 * one needs a folder.
 * @param nodesOf nodes that a file is from
 * @throws UserError
 */
export function refuseCollisions(
  paths: readonly string[],
  nodesOf: ReadonlyMap<string, readonly string[]>,
  error: PathError = withoutPlan,
): void {
  const withNodes = (...both: readonly string[]) => both.map((path) => [path, nodesOf.get(path) ?? []] as const);
  /** Each file and folder by its folded path, with the spelling and a file that needs it. */
  const places = new Map<string, { readonly spelling: string; readonly file: string; readonly isFolder: boolean }>();
  for (const file of paths) {
    const parts = file.split('/');
    for (const index of parts.keys()) {
      const spelling = parts.slice(0, index + 1).join('/');
      const isFolder = index < parts.length - 1;
      const folded = spelling.normalize('NFC').toLowerCase();
      const other = places.get(folded);
      if (!other) places.set(folded, { spelling, file, isFolder });
      else if (other.isFolder !== isFolder) {
        const [asFile, below] = isFolder ? [other.file, file] : [file, other.file];
        throw error(
          `"${shown(asFile)}"${ofNodes(nodesOf.get(asFile))} would be a file, and a folder is needed there for "${shown(below)}"${ofNodes(nodesOf.get(below))}.`,
          withNodes(asFile, below),
        );
      } else if (other.spelling !== spelling)
        throw error(
          `"${shown(other.file)}"${ofNodes(nodesOf.get(other.file))} and "${shown(file)}"${ofNodes(nodesOf.get(file))} are one place on Windows and macOS: they differ only in upper and lower case.`,
          withNodes(other.file, file),
        );
    }
  }
}

const correct = 'Correct the "definition" of the node, or the folder under "exports.layout".';

function ofNodes(nodes: readonly string[] = []): string {
  return nodes.length === 0 ? '' : ` (from ${list(nodes, 'and', 3)})`;
}

function shown(path: string): string {
  return path.length <= 120 ? path : `${path.slice(0, 80)}…${path.slice(-30)}`;
}

/** Length of a text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
