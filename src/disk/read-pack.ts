import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PlanProblems, UserError, type Problem } from '#engine/errors';
import { mebibytes } from '#engine/format';
import { codeOf } from './problems';
import { nodeDisk } from './disk';
import { readPictureIn, type PictureOnDisk } from './read-picture';
import { readTextFile } from './read-text';

/** The folders of a pack that are read, besides the folder itself. Others, such as docs, are ignored. */
const folders = ['services', 'rules', 'prices'] as const;

export interface PackFolderLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly bytes: number;
}

/** The files of a pack, and the files that could not be read. */
export interface ReadFolder {
  /** Paths inside the folder, with `/` on every system, in alphabetical order. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly faults: readonly Problem[];
  /** The logo of the organisation, if the pack names one that can be read. */
  readonly picture?: PictureOnDisk;
}

/**
 * Reads the folder of a pack. An unreadable file is a fault; the others are still read.
 * @param folder as the user named it
 * @param logoOf the path of the logo that a pack of these files names
 * @throws UserError if there is no such folder, or it holds more than a pack may
 */
export async function readPackFolder(
  folder: string,
  limits: PackFolderLimits,
  logoOf: (files: ReadFolder['files']) => string | undefined = () => undefined,
): Promise<ReadFolder> {
  const faults: Problem[] = [];
  const paths: string[] = [];
  for (const inside of ['', ...folders]) {
    for (const { name, kind } of await entriesOf(folder, inside)) {
      const path = inside === '' ? name : `${inside}/${name}`;
      if (name.startsWith('.') || (inside === '' && !/\.ya?ml$/.test(name))) continue;
      if (kind === 'file') paths.push(path);
      else if (kind === 'link')
        faults.push({ file: path, message: 'This is a link, and links are not followed.', fix: 'Put the file itself here.' });
      else if (kind === 'other')
        faults.push({ file: path, message: 'This is not an ordinary file, but a pipe or a device.', fix: 'Put a file in its place.' });
      else if (inside !== '') faults.push({ file: path, message: 'This is a folder.', fix: `Put the files themselves into ${inside}/.` });
    }
  }
  if (paths.length > limits.files)
    throw new UserError(
      `"${folder}" has ${paths.length} files; a pack has ${limits.files} at most.`,
      'Check that it is the folder you meant.',
    );
  const files: { path: string; text: string }[] = [];
  let bytes = 0;
  for (const path of paths.sort()) {
    try {
      const { text, fingerprint } = await readTextFile(join(folder, path), nodeDisk, (size) => refuseLarge(path, size, limits.fileBytes));
      bytes += fingerprint.size;
      if (bytes > limits.bytes)
        throw new UserError(`"${folder}" holds more than ${limits.bytes / 1024 / 1024} MiB.`, 'Check that it is the folder you meant.');
      files.push({ path, text });
    } catch (error) {
      if (!(error instanceof UserError) || bytes > limits.bytes) throw error;
      const [first] = error instanceof PlanProblems ? error.problems : [];
      faults.push({
        file: path,
        message: first?.message ?? error.problem,
        fix: first?.fix ?? error.fix,
        ...(first?.place ? { place: first.place } : {}),
      });
    }
  }
  const logo = logoOf(files);
  try {
    return { files, faults, ...(logo === undefined ? {} : { picture: await readPictureIn(folder, logo) }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { files, faults: [...faults, { file: logo ?? '', message: error.problem, fix: error.fix }] };
  }
}

async function entriesOf(folder: string, inside: string) {
  try {
    const entries = await readdir(join(folder, inside), { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : 'other',
    }));
  } catch (error) {
    const code = codeOf(error);
    if (inside !== '' && code === 'ENOENT') return []; // all of them are optional
    if (code === 'ENOENT' || code === 'EINVAL' || code === 'ENAMETOOLONG' || code === 'ELOOP')
      throw new UserError(`There is no folder "${folder}".`, 'Name the folder of a pack: it holds the file pipedraft.pack.yaml.');
    if (code === 'ENOTDIR')
      throw new UserError(`"${join(folder, inside)}" is no folder.`, 'Name the folder of a pack: it holds the file pipedraft.pack.yaml.');
    if (code === 'EACCES' || code === 'EPERM') throw new UserError(`"${join(folder, inside)}" may not be read.`, 'Check its permissions.');
    throw error;
  }
}

function refuseLarge(path: string, bytes: number, limit: number): void {
  if (bytes > limit)
    throw new UserError(`"${path}" has ${mebibytes(bytes)}; a file of a pack has ${mebibytes(limit)} at most.`, 'Split it.');
}
