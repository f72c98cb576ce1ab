/** The archive for one's own account: the application, and a script that puts it into the menu. */
import { createReadStream, createWriteStream, readlinkSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { treeOf } from '../files.mjs';

/** @param {{ folder: string; file: string; top: string; date: Date; quick: boolean }} of `folder` is packed under the name `top` */
export async function makeTar({ folder, file, top, date, quick }) {
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: quick ? 1 : 9 }), createWriteStream(file));
  const owner = { uid: 0, gid: 0, uname: 'root', gname: 'root', mtime: date };
  archive.entry({ ...owner, name: `${top}/`, type: 'directory', mode: 0o755 });
  for (const { path, name, kind, size, mode } of treeOf(folder)) {
    const header = { ...owner, name: `${top}/${name}`, mode: mode & 0o100 ? 0o755 : 0o644 };
    if (kind === 'folder') archive.entry({ ...header, name: `${header.name}/`, type: 'directory', mode: 0o755 });
    else if (kind === 'link') archive.entry({ ...header, type: 'symlink', linkname: readlinkSync(path) });
    else await pipeline(createReadStream(path), archive.entry({ ...header, size }));
  }
  archive.finalize();
  await written;
  return file;
}
