import { foldPath, nodeDisk, readProblem, realPathOf, saveProblem, type Disk } from '#disk';
import { UserError } from '#engine/errors';

/**
 * The files that the user gave the application access to: by a dialog, a drop, the system, or the recent files. No other file is read or
 * written, whatever the window asks for. Paths are compared with every link followed.
 */
export class Grants {
  readonly #granted = new Set<string>();

  constructor(
    private readonly platform: NodeJS.Platform = process.platform,
    private readonly disk: Disk = nodeDisk,
  ) {}

  /**
   * Grants access to a file, also one that is yet to be written.
   * @param use purpose of the access, for the words of an error
   * @returns its real path, to be used from now on
   * @throws UserError if its folder does not exist or may not be entered
   */
  async grant(path: string, use: 'read' | 'save' = 'read'): Promise<string> {
    const real = await this.#realPath(path, use);
    this.#granted.add(foldPath(real, this.platform));
    return real;
  }

  /** True if access to the file was granted. A path that leads nowhere has no grant. */
  async has(path: string): Promise<boolean> {
    const real = await this.#realPath(path).catch((error: unknown) => {
      if (error instanceof UserError) return undefined;
      throw error;
    });
    return real !== undefined && this.#granted.has(foldPath(real, this.platform));
  }

  /**
   * Makes sure that a file was granted.
   * @returns its real path, to be used for the next operation, since a link can change meanwhile
   * @throws UserError if it was not
   */
  async assert(path: string): Promise<string> {
    const real = await this.#realPath(path);
    if (this.#granted.has(foldPath(real, this.platform))) return real;
    throw new UserError(
      `"${path}" was not opened here, so Pipedraft leaves it alone.`,
      'Choose it with File > Open, or drop it on the window.',
    );
  }

  async #realPath(path: string, use: 'read' | 'save' = 'read'): Promise<string> {
    try {
      return await realPathOf(path, this.disk);
    } catch (error) {
      throw use === 'save' ? saveProblem(path, false, error) : readProblem(path, error);
    }
  }
}

/**
 * True if two paths are one file: by the file system's ids if both exist, else by their real paths.
 * @throws UserError if a path cannot be checked
 */
export async function sameFile(
  a: string,
  b: string,
  platform: NodeJS.Platform = process.platform,
  disk: Disk = nodeDisk,
): Promise<boolean> {
  const [first, second] = await Promise.all([look(a, disk), look(b, disk)]);
  // Some network drives report 0 for every file.
  if (first.identity && second.identity) return first.identity === second.identity;
  return foldPath(first.real, platform) === foldPath(second.real, platform);
}

async function look(path: string, disk: Disk): Promise<{ readonly real: string; readonly identity: string | undefined }> {
  try {
    const real = await realPathOf(path, disk);
    const entry = await disk.stat(real).catch(() => undefined);
    return { real, identity: entry && entry.ino !== '0' ? `${entry.dev}:${entry.ino}` : undefined };
  } catch (error) {
    throw readProblem(path, error);
  }
}
