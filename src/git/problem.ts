/** Why a repository gives no answer. Every other exception while it is read becomes `damaged`. */
export const gitFaults = [
  'no-repository',
  'unreadable',
  'unknown-extension',
  'no-commit-yet',
  'unknown-revision',
  'ambiguous-revision',
  'unknown-notation',
  'no-parent',
  'shallow-end',
  'not-downloaded',
  'no-merge-base',
  'several-merge-bases',
  'not-in-revision',
  'is-a-link',
  'is-a-submodule',
  'is-a-folder',
  'not-a-commit',
  'too-large',
  'damaged',
] as const;
export type GitFault = (typeof gitFaults)[number];

/** A repository that gives no answer. Its details never hold content of files. */
export class GitProblem extends Error {
  override readonly name = 'GitProblem';

  constructor(
    readonly fault: GitFault,
    /** The thing in question: a revision, an extension, a file of the repository, what is damaged. */
    readonly detail = '',
  ) {
    super(detail === '' ? fault : `${fault}: ${detail}`);
  }
}

/** @throws GitProblem always */
export function fail(fault: GitFault, detail = ''): never {
  throw new GitProblem(fault, detail);
}

/** The one border of the reader: whatever a damaged or hostile repository makes it stumble over is said in one way. */
export function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GitProblem) throw error;
    throw new GitProblem('damaged', error instanceof Error ? error.name : 'unknown');
  }
}
