import { constants, type BigIntStats } from 'node:fs';
import { access, open, readlink, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';

/**
 * The part of a file system that this layer needs. Tests pass fakes that fail in ways that a real disk seldom does.
 * Every method rejects as node:fs does, with an error that has a `code`.
 */
export interface Disk {
  /** The path with every link in it followed. */
  realpath(path: string): Promise<string>;
  /** The target of a link, as written in the link. */
  readlink(path: string): Promise<string>;
  /** Follows links. */
  stat(path: string): Promise<Entry>;
  /** Rejects if this user may not write to the file. */
  mayWrite(path: string): Promise<void>;
  openToRead(path: string): Promise<OpenFile>;
  /** Creates a file that must not exist yet, and opens it to write. */
  create(path: string, mode: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Waits until the names in a folder are on the disk itself. */
  syncFolder(path: string): Promise<void>;
}

/** A file that is open. */
export interface OpenFile {
  /** Reads the next bytes into a buffer. @returns how many bytes; 0 at the end */
  read(into: Uint8Array): Promise<number>;
  /** Writes the next bytes. @returns how many bytes were written, which can be fewer than given */
  write(bytes: Uint8Array): Promise<number>;
  stat(): Promise<Entry>;
  chown(uid: number, gid: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  /** Waits until the content is on the disk itself. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Status of a file, a folder, or something else, such as a pipe. */
export interface Entry {
  readonly kind: 'file' | 'folder' | 'other';
  /** In bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** A decimal number as text: on Windows it has 64 bits, more than a number holds. */
  readonly ino: string;
  readonly dev: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Number of names of the file; more than one are hard links. */
  readonly links: number;
}

/** The file system of the machine. */
export const nodeDisk: Disk = {
  realpath: (path) => realpath(path),
  readlink: (path) => readlink(path),
  stat: async (path) => entryOf(await stat(path, { bigint: true })),
  mayWrite: (path) => access(path, constants.W_OK),
  // Without O_NONBLOCK, opening a pipe would wait for someone to write to it. Windows has no such flag and no such pipes.
  openToRead: async (path) => openFile(await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))),
  create: async (path, mode) => openFile(await open(path, 'wx', mode)),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
  syncFolder: async (path) => {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

function openFile(handle: FileHandle): OpenFile {
  return {
    read: async (into) => (await handle.read(into, 0, into.length, null)).bytesRead,
    write: async (bytes) => (await handle.write(bytes, 0, bytes.length, null)).bytesWritten,
    stat: async () => entryOf(await handle.stat({ bigint: true })),
    chown: (uid, gid) => handle.chown(uid, gid),
    chmod: (mode) => handle.chmod(mode),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

function entryOf(stats: BigIntStats): Entry {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
    size: Number(stats.size),
    mtimeMs: Number(stats.mtimeNs) / 1e6,
    ino: String(stats.ino),
    dev: String(stats.dev),
    mode: Number(stats.mode),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    links: Number(stats.nlink),
  };
}
