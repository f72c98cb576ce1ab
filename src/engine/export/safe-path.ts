import { UserError } from '../errors';

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The reason why a path of an exported file is refused, as the rest of a sentence; undefined for a path below the folder that works on
 * every system.
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.includes('\\')) return 'has a "\\" where a "/" belongs';

  if (/[\u0000-\u001f<>:"|?*]/.test(path)) return 'has a character that Windows refuses in names';
  for (const part of path.split('/')) {
    if (part === '' || part === '.') return 'has an empty part';
    if (part === '..') return 'leaves the folder';
    if (/[. ]$/.test(part)) return 'has a part that ends in a dot or a space';
    if (reserved.test(part)) return `has the part "${part}", which Windows reserves`;
    if (part.toLowerCase() === '.git') return 'is inside of ".git"';
  }
  return undefined;
}

/** @throws UserError for a path that no exported file can have */
export function refusePath(path: string): void {
  const problem = pathProblem(path);
  if (problem !== undefined)
    throw new UserError(
      `The path "${path}" of an exported file ${problem}.`,
      'Correct the "definition" of the node, or the folder under "exports.layout".',
    );
}
