import { createHash } from 'node:crypto';
import { UserError } from '#engine/errors';
import type { Disk, Entry, OpenFile } from './disk';
import type { Fingerprint } from './fingerprint';
import { untouched } from './problems';
import { readThrough } from './read-through';

/**
 * Writes a temporary file and verifies its content.
 * @returns its fingerprint, which stays the same when it is moved
 * @throws as node:fs does, or a UserError; the file is then removed again
 */
export async function writeTemporary(temporary: string, bytes: Uint8Array, writing: Writing): Promise<Fingerprint> {
  const { disk, old, file } = writing;
  const open = await disk.create(temporary, old ? old.mode & 0o777 : 0o666);
  try {
    try {
      await fill(open, bytes, writing);
    } finally {
      await open.close(); // network drives report only now that they are full
    }
    const fingerprint = await readThrough(temporary, disk);
    if (fingerprint.sha256 !== sha256(bytes)) throw broken(file, old, 'gave back something else');
    return fingerprint;
  } catch (error) {
    await discard(temporary, disk);
    throw error;
  }
}

/** The content to write, and the file to replace. */
export interface Writing {
  readonly disk: Disk;
  readonly old: Entry | undefined;
  readonly file: string;
}

async function fill(open: OpenFile, bytes: Uint8Array, { old, file }: Writing): Promise<void> {
  if (old) await keepOwner(open, old);
  // A full disk writes a part and reports it by the number only.
  for (let done = 0; done < bytes.length;) {
    const taken = await open.write(bytes.subarray(done));
    if (taken <= 0) throw broken(file, old, 'took only a part');
    done += taken;
  }
  await open.sync();
  const { size } = await open.stat();
  if (size !== bytes.length) throw broken(file, old, 'took only a part');
}

/** As far as this user may: a file that belongs to a group stays readable for it. The mode can only have become stricter so far. */
async function keepOwner(open: OpenFile, old: Entry): Promise<void> {
  const own = await open.stat();
  if (own.uid !== old.uid || own.gid !== old.gid)
    await open
      .chown(old.uid, old.gid)
      .catch(() => open.chown(own.uid, old.gid))
      .catch(() => {});
  const mode = old.mode & 0o777;
  if ((own.mode & 0o777) !== mode) await open.chmod(mode).catch(() => {}); // disks without permissions refuse
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function broken(file: string, old: Entry | undefined, what: string): UserError {
  return new UserError(
    `The disk ${what} of what was to be saved: "${file}" was not saved.`,
    `${untouched(old !== undefined)} Make room and save again, or save it in a folder on another disk.`,
  );
}

/** cleanLeftovers finds a temporary file that cannot be removed either; the first error is the one that counts. */
export async function discard(temporary: string, disk: Disk): Promise<void> {
  await disk.unlink(temporary).catch(() => {});
}
