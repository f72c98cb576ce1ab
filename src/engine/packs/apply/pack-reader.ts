import type { Place, Problem } from '../../errors';
import { problemsAgainst, readYamlValue, type DocumentWords, type YamlRead } from '../../plan';
import type { PackFile } from '../pack';

/** A file of a pack with a valid value. */
export interface ReadFile<T> extends YamlRead {
  readonly value: T;
  readonly path: string;
}

/** Reads the files of a pack, and collects their problems. */
export class PackReader {
  readonly faults: Problem[] = [];
  readonly #files: ReadonlyMap<string, PackFile>;

  constructor(files: readonly PackFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** Paths in a folder of the pack, in alphabetical order. */
  pathsIn(folder: string, ending: RegExp): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`) && ending.test(path)).sort();
  }

  text(path: string): string {
    return this.#files.get(path)?.text ?? '';
  }

  /** @returns `undefined` when the file is missing, or its value does not fit */
  read<T>(
    path: string,
    schema: { safeParse(value: unknown): { data?: T } } & Parameters<typeof problemsAgainst>[0],
    what: string,
  ): ReadFile<T> | undefined {
    const value = this.value(path);
    if (!value) return undefined;
    const problems = problemsAgainst(schema, value.value, wordsOf(what));
    for (const problem of problems) this.fault(path, problem.message, problem.fix, value.placeOf(problem.path ?? []));
    return problems.length > 0 ? undefined : { ...value, value: schema.safeParse(value.value).data as T, path }; // no problem, so there is data
  }

  /** Parsed content of a file; `undefined` when it is missing or not YAML. */
  value(path: string): (YamlRead & { readonly path: string }) | undefined {
    const file = this.#files.get(path);
    if (!file) return undefined;
    const result = readYamlValue(file.text);
    if ('problems' in result) {
      for (const problem of result.problems) this.fault(path, problem.message, problem.fix, problem.place);
      return undefined;
    }
    return { ...result.read, path };
  }

  fault(file: string, message: string, fix: string, place?: Place): void {
    this.faults.push({ file, message, fix, ...(place ? { place } : {}) });
  }

  /** Reports files that nothing reads: most often they are in the wrong folder or have a wrong name. */
  refuseStrangers(): void {
    const known =
      /^(?:pipedraft\.pack\.yaml|scoring\.yaml|synonyms\.yaml|(?:services|rules)\/[^/]+\.yaml|prices\/[^/]+\.(?:yaml|csv|json)|(?:docs|examples)\/.*)$/;
    for (const path of this.#files.keys())
      if (!known.test(path))
        this.fault(
          path,
          'Nothing reads this file.',
          'Put services into services/, rules into rules/, prices into prices/, and examples and docs into folders of these names.',
        );
  }
}

/** Names of a file's parts in problems. */
export function wordsOf(what: string): DocumentWords {
  return {
    describe: (path) => (path.length === 0 ? what : `"${path.join('.')}"`),
    oneOfSeveral: 'See the documentation of packs for what it can be.',
  };
}
