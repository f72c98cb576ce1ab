import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UserError } from '#engine/errors';

/**
 * The path in an argument of a command line. Desktops pass files as `file://` addresses with every special character written as
 * a percent sign and digits. An argument that looks like an address but names a file in this folder is that file.
 * @param word the argument
 * @returns the path, which may be relative
 * @throws UserError if it is the address of something that is not a file on this machine
 */
export function pathOfWord(word: string, exists: (path: string) => boolean = existsSync): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(word)?.[1]?.toLowerCase(); // at least two letters: "C:" is a drive
  if (scheme === undefined || exists(word)) return word;
  if (scheme === 'file') return pathOfFileUrl(word);
  if (!word.slice(scheme.length + 1).startsWith('//') && !knownSchemes.has(scheme)) return word; // a name with a colon in it
  throw new UserError(
    `"${word}" is an address, and Pipedraft opens files of this machine only.`,
    'Download it, and open the file that you get.',
  );
}

/** Schemes that are written without slashes. */
const knownSchemes = new Set(['about', 'blob', 'data', 'mailto', 'urn', 'vscode', 'view-source']);

function pathOfFileUrl(url: string): string {
  const { host } = parsed(url);
  if (process.platform !== 'win32' && host !== '' && host !== 'localhost')
    throw new UserError(
      `"${url}" is a file of another machine, "${host}".`,
      'Connect its folder as a drive of this machine, and open the file there.',
    );
  try {
    return fileURLToPath(url);
  } catch {
    throw cannotBe(url);
  }
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw cannotBe(url);
  }
}

function cannotBe(url: string): UserError {
  return new UserError(
    `"${url}" is not the address of a file.`,
    'Name the file by its path, such as /home/me/plan.pipedraft.yaml, or as file:///home/me/plan.pipedraft.yaml.',
  );
}
