import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { foldPath, readProblem, readTextFile, saveProblem, type SaveText } from '#disk';

const ListSchema = z.strictObject({ version: z.literal(1), folders: z.array(z.string().min(1)), files: z.array(z.string().min(1)) });
type Kept = Omit<z.infer<typeof ListSchema>, 'version'>;

const planName = /\.pipedraft\.(?:ya?ml|json)$/i;

/** True for the name of a plan's file; the hidden companions that macOS writes on other drives are none. */
export function isPlanName(name: string): boolean {
  return planName.test(name) && !name.startsWith('._');
}

/** Folders that hold no plans of the user. */
const ignored = new Set(['node_modules', '.git']);

/** Number of files that are remembered. */
const mostFiles = 2000;
/** Number of plans and of folders that are read below a named folder. */
const mostFound = { plans: 5000, folders: 20_000 };

/** What is below a named folder. */
export interface FolderContent {
  readonly files: readonly string[];
  /** It and the folders inside, those near the top first. */
  readonly folders: readonly string[];
  /** Why the folder itself cannot be read. */
  readonly problem: string | null;
  readonly isCut: boolean;
}

/** The plans that were opened here and the folders with plans, in a file of the application's own. */
export class PlanList {
  /** One after the other: each change starts from the list that the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param file is created with its folder when the first entry is added */
  constructor(
    readonly file: string,
    private readonly save: SaveText,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  read(): Promise<Kept> {
    return this.#inTurn(() => this.#read());
  }

  /** Remembers a file. @param path its real path. @throws UserError if the list could not be written */
  addFile(path: string): Promise<void> {
    return this.#change(({ folders, files }) => ({ folders, files: [path, ...this.#without(files, path)].slice(0, mostFiles) }));
  }

  /** @throws UserError if the list could not be written */
  addFolder(path: string): Promise<void> {
    return this.#change(({ folders, files }) => ({ folders: [...this.#without(folders, path), path], files }));
  }

  /** @throws UserError if the list could not be written */
  removeFolder(path: string): Promise<void> {
    return this.#change(({ folders, files }) => ({ folders: this.#without(folders, path), files }));
  }

  #without(paths: readonly string[], path: string): string[] {
    return paths.filter((one) => foldPath(one, this.platform) !== foldPath(path, this.platform));
  }

  #change(change: (kept: Kept) => Kept): Promise<void> {
    return this.#inTurn(async () => {
      const before = await this.#read();
      const after = change(before);
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      await mkdir(dirname(this.file), { recursive: true }).catch((error: unknown) => {
        throw saveProblem(this.file, false, error);
      });
      await this.save(this.file, `${JSON.stringify({ version: 1, ...after } satisfies z.input<typeof ListSchema>, null, 2)}\n`);
    });
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task, task);
    this.#last = turn;
    return turn;
  }

  /** A list that is missing or torn starts anew: opening a plan adds it again. */
  async #read(): Promise<Kept> {
    try {
      const { folders, files } = ListSchema.parse(JSON.parse((await readTextFile(this.file)).text));
      return { folders, files };
    } catch {
      return { folders: [], files: [] };
    }
  }
}

/** The plans below a folder. Links to folders are not followed, and a folder inside that cannot be read is left out. */
export async function plansBelow(folder: string, most = mostFound): Promise<FolderContent> {
  const files: string[] = [];
  const folders: string[] = [];
  const waiting = [folder];
  let seen = 0;
  while (waiting.length > 0) {
    const inside = waiting.shift() as string;
    seen += 1;
    if (seen > most.folders) return { files, folders, problem: null, isCut: true };
    const entries = await readdir(inside, { withFileTypes: true }).catch((error: unknown) => {
      if (inside === folder) throw readProblem(folder, error);
      return [];
    });
    folders.push(inside);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory() && !ignored.has(entry.name)) waiting.push(join(inside, entry.name));
      else if ((entry.isFile() || entry.isSymbolicLink()) && isPlanName(entry.name)) {
        if (files.length === most.plans) return { files, folders, problem: null, isCut: true };
        files.push(join(inside, entry.name));
      }
    }
  }
  return { files, folders, problem: null, isCut: false };
}
