import { accessSync, constants, cpSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { because, codeOf } from '#disk';
import { UserError } from '#engine/errors';

/** The folder for the application's own files, and notes about it. */
export interface UserData {
  readonly folder: string;
  readonly notes: readonly UserError[];
}

export interface UserDataOptions {
  /** Parent of the temporary folder that replaces an unusable one. */
  readonly temporary?: string;
  readonly host?: string;
}

/** The application's own files. */
const own = ['recovery', 'backups', 'price-books', 'packs', 'recent.json', 'window.json', 'open-plans.json'];

/** Files of Chromium that can prevent it from starting or working, with the loss for the user. */
const folders = [
  ...['recovery', 'backups', 'price-books', 'packs', 'logs'],
  ...['IndexedDB', 'IndexedDB/app_studio_0.indexeddb.leveldb', 'IndexedDB/app_studio_0.indexeddb.blob'],
  ...['blob_storage', 'Cache', 'Code Cache', 'Crashpad', 'DawnGraphiteCache', 'DawnWebGPUCache', 'GPUCache', 'Local Storage', 'Network'],
  ...['Partitions', 'Service Worker', 'Session Storage', 'Shared Dictionary', 'WebStorage'],
];
const files = [
  'recent.json',
  'window.json',
  'open-plans.json',
  'Cookies',
  'Local State',
  'Network Persistent State',
  'Preferences',
  'Trust Tokens',
];
const links = ['SingletonLock', 'SingletonSocket', 'SingletonCookie'];

/**
 * Makes sure that the folder for the application's own files is usable, before anything is read from it or locked in it. Entries of the
 * wrong kind are set aside. If the folder as a whole is unusable, a temporary one takes its place, with a copy of the
 * application's files. Each reader checks the content of its own files.
 * @throws as node:fs does if there is no place for a temporary folder either
 */
export function putInOrder(folder: string, { temporary = tmpdir(), host = hostname() }: UserDataOptions = {}): UserData {
  const notes: UserError[] = [];
  try {
    if (isThere(folder) && kindOf(folder) !== 'folder') notes.push(setAsideSync(folder, 'is no folder'));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmdirSync(mkdtempSync(join(folder, '.probe-')));
  } catch (error) {
    return instead(
      folder,
      temporary,
      because(
        error,
        `Pipedraft cannot write to its folder "${folder}" (${codeOf(error) ?? String(error)}).`,
        'Make it writable, and start Pipedraft again.',
      ),
    );
  }
  const elsewhere = lockedBy(folder, host);
  if (elsewhere !== undefined)
    return instead(
      folder,
      temporary,
      new UserError(
        `Pipedraft seems to be running on "${elsewhere}" with the folder "${folder}", or was not ended there.`,
        `End it there. If it does not run there, remove "${join(folder, 'SingletonLock')}" and start Pipedraft again.`,
      ),
    );
  for (const name of folders) inspect(join(folder, name), 'folder', notes);
  for (const name of files) inspect(join(folder, name), 'file', notes);
  if (process.platform !== 'win32') for (const name of links) inspect(join(folder, name), 'link', notes);
  return { folder, notes };
}

/** A folder for this session. It has copies of the usual one's readable files, so that costs of plans and unsaved work stay the same. */
function instead(folder: string, temporary: string, why: UserError): UserData {
  const made = mkdtempSync(join(temporary, 'pipedraft-'));
  for (const name of own) {
    try {
      cpSync(join(folder, name), join(made, name), { recursive: true });
    } catch {
      continue; // it is missing or unreadable; it stays in place
    }
  }
  const note = because(
    why.cause,
    `${why.problem} Settings, recent files and unsaved work of this session are kept in "${made}" only.`,
    `${why.fix} Save your plans before you quit.`,
  );
  return { folder: made, notes: [note] };
}

function inspect(path: string, wanted: 'folder' | 'file' | 'link', notes: UserError[]): void {
  if (!isThere(path)) return;
  const kind = wanted === 'link' ? (lstatSync(path).isSymbolicLink() ? 'link' : 'other') : kindOf(path);
  if (kind !== wanted) notes.push(setAsideSync(path, wanted === 'link' ? 'is no lock' : `is no ${wanted}`));
  else if (wanted !== 'link' && !mayUse(path, wanted)) notes.push(setAsideSync(path, 'may not be read and written'));
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** With links followed: the folder may be elsewhere. */
function kindOf(path: string): 'folder' | 'file' | 'other' {
  try {
    const entry = statSync(path);
    return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
  } catch {
    return 'other'; // a broken link
  }
}

function mayUse(path: string, kind: 'folder' | 'file'): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | (kind === 'folder' ? constants.X_OK : 0));
    return true;
  } catch {
    return false;
  }
}

/** The other machine that holds a folder's lock, as Chromium writes it: a link to `host-process`. An unreadable lock is set aside later. */
function lockedBy(folder: string, host: string): string | undefined {
  try {
    const holder = /^(.+)-\d+$/.exec(readlinkSync(join(folder, 'SingletonLock')))?.[1];
    return holder === host ? undefined : holder;
  } catch {
    return undefined;
  }
}

function setAsideSync(path: string, why: string): UserError {
  let wanted = `${path}.broken`;
  for (let number = 2; isThere(wanted); number += 1) wanted = `${path}.broken-${number}`;
  try {
    renameSync(path, wanted);
    return new UserError(`"${path}" could not be used: it ${why}.`, `It is kept as "${wanted}", and Pipedraft begins a new one.`);
  } catch (error) {
    return because(
      error,
      `"${path}" cannot be used: it ${why}, and it could not be moved away (${codeOf(error) ?? String(error)}).`,
      'Move it away and start Pipedraft again.',
    );
  }
}
