import { dirname, join, resolve } from 'node:path';
import { configValue } from './config-value';
import { isFolder, readText, readWhole } from './files';
import { limits } from './limits';
import { ObjectStore, type HashName } from './object-store';
import { fail, guarded } from './problem';
import { Refs, type Folders } from './refs';
import { Repository } from './repository';

/**
 * Opens the repository that a folder is in, as git finds it: the folder's own, or that of the nearest folder above.
 * @param foldsNames true where the file system takes names for one that differ in case or in how their accents are composed
 * @throws GitProblem if there is none, or if it cannot be read
 */
export function openRepository(folder: string, foldsNames = process.platform === 'darwin' || process.platform === 'win32'): Repository {
  return guarded(() => {
    for (let at = resolve(folder); ; at = dirname(at)) {
      const folders = foldersAt(at);
      if (folders) return repositoryIn(at, folders, foldsNames);
      if (dirname(at) === at) return fail('no-repository', folder);
    }
  });
}

/** The folders of a repository whose top is here: `.git`, what a file of that name refers to, or a bare repository. */
function foldersAt(top: string): Folders | undefined {
  const git = join(top, '.git');
  if (isFolder(git)) return isRepository(foldersOf(git)) ? foldersOf(git) : undefined;
  const text = readText(git);
  if (text === undefined) return isRepository(foldersOf(top)) ? foldersOf(top) : undefined;
  const target = /^gitdir: ([^\0\n]+)$/.exec(text)?.[1];
  if (target === undefined) return fail('damaged', 'the file ".git"');
  const folders = foldersOf(resolve(top, target));
  return isRepository(folders) ? folders : fail('no-repository', resolve(top, target));
}

/** A linked worktree names the folder that it shares with others. */
function foldersOf(own: string): Folders {
  const common = readText(join(own, 'commondir'));
  return { own, common: common === undefined ? own : resolve(own, common) };
}

function isRepository({ own, common }: Folders): boolean {
  return isFolder(join(common, 'objects')) && isFolder(join(common, 'refs')) && readText(join(own, 'HEAD')) !== undefined;
}

function repositoryIn(top: string, folders: Folders, foldsNames: boolean): Repository {
  const config = readWhole(join(folders.common, 'config'), limits.config, true)?.toString('utf8') ?? '';
  const { hash, isTables, isPartial } = formatOf(config);
  const shallow = readWhole(join(folders.common, 'shallow'), 8 << 20, true)?.toString('latin1') ?? '';
  const objects = new ObjectStore(join(folders.common, 'objects'), hash, isPartial);
  const refs = new Refs(folders, isTables, objects.idLength);
  return new Repository({
    top,
    objects,
    refs,
    shallow: new Set(shallow.split('\n').filter(Boolean)),
    foldsNames,
    userName: configValue(config, 'user.name'),
  });
}

interface Format {
  readonly hash: HashName;
  readonly isTables: boolean;
  readonly isPartial: boolean;
}

/** Extensions that change nothing of what is read. */
const harmless = new Set([
  'noop',
  'noop-v1',
  'partialclone',
  'preciousobjects',
  'worktreeconfig',
  'relativeworktrees',
  'compatobjectformat',
]);

/**
 * The format of a repository. Of its configuration nothing else but the user's name is read, no other file is included, and no program that
 * it names is run.
 */
function formatOf(config: string): Format {
  const entries = entriesOf(config);
  const version = Number(entries.get('core.repositoryformatversion') ?? 0);
  if (!(version === 0 || version === 1)) fail('unknown-extension', `version ${version}`);
  let [hash, isTables]: [HashName, boolean] = ['sha1', false];
  const isPartial = entries.get('remote.promisor') === 'true' || entries.has('extensions.partialclone');
  for (const [key, value] of entries) {
    const name = /^extensions\.(.+)$/.exec(key)?.[1];
    if (name === undefined || version === 0) continue;
    if (name === 'objectformat' && (value === 'sha1' || value === 'sha256')) hash = value;
    else if (name === 'refstorage' && (value === 'files' || value.startsWith('reftable'))) isTables = value !== 'files';
    else if (!harmless.has(name)) fail('unknown-extension', name);
  }
  return { hash, isTables, isPartial };
}

/** Entries as `section.key`, in lower case. Of the sections that have a name of their own only those of servers count, together. */
function entriesOf(config: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  let section = '';
  for (const line of config.split('\n').map((one) => one.trim())) {
    const [header = '', name = '', own] = /^\[\s*([\w.-]+)(\s+"[^"]*")?\s*\]/.exec(line) ?? [];
    if (header !== '') section = own === undefined || name.toLowerCase() === 'remote' ? name.toLowerCase() : '';
    const [entry, key = '', value = 'true'] = /^([\w-]+)\s*(?:=\s*(.*?))?\s*(?:[#;].*)?$/.exec(line.slice(header.length).trim()) ?? [];
    if (entry !== undefined && section !== '') entries.set(`${section}.${key.toLowerCase()}`, value.toLowerCase());
  }
  return entries;
}

/**
 * The name that a user's own configuration of git states, for those without a repository and for repositories that state none.
 * @param folders those of the user in which git looks for it, the most important last
 */
export function userNameIn(folders: { readonly home: string; readonly config: string }): string | undefined {
  return guarded(() => {
    const read = (file: string) => configValue(readWhole(file, limits.config, true)?.toString('utf8') ?? '', 'user.name');
    return read(join(folders.home, '.gitconfig')) ?? read(join(folders.config, 'git', 'config'));
  });
}
