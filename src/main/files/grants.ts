import { foldPath, nodeDisk, readProblem, realPathOf, saveProblem, type Disk } from '#disk';
import { UserError } from '#engine/errors';

/**
 * The files that the user let the application have: by a dialog, a drop, the system, or the recent files. Nothing else is read or
 * written, whatever the window asks for. Paths are compared with every link followed.
 */
export class Grants {
  readonly #granted = new Set<string>();

  constructor(
    private readonly platform: NodeJS.Platform = process.platform,
    private readonly disk: Disk = nodeDisk,
  ) {}

  /**
   * Lets the application have a file, also one that is yet to be written.
   * @param use what it is granted for: the words of an error speak of that
   * @returns its real path, to be used from now on
   * @throws UserError when its folder is not there or may not be entered
   */
  async grant(path: string, use: 'read' | 'save' = 'read'): Promise<string> {
    const real = await this.#realPath(path, use);
    this.#granted.add(foldPath(real, this.platform));
    return real;
  }

  /** Whether the file was granted. A path that leads nowhere was not. */
  async has(path: string): Promise<boolean> {
    const real = await this.#realPath(path).catch((error: unknown) => {
      if (error instanceof UserError) return undefined;
      throw error;
    });
    return real !== undefined && this.#granted.has(foldPath(real, this.platform));
  }

  /**
   * Makes sure that a file was granted.
   * @returns its real path: what is done next is done to that, since a link can be turned elsewhere meanwhile
   * @throws UserError when it was not
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
 * Whether two paths are one file: by what the file system says when both are there, else by their real paths.
 * @throws UserError when a path cannot be looked at
 */
export async function sameFile(
  a: string,
  b: string,
  platform: NodeJS.Platform = process.platform,
  disk: Disk = nodeDisk,
): Promise<boolean> {
  const [first, second] = await Promise.all([look(a, disk), look(b, disk)]);
  // Some network drives say 0 of every file.
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
