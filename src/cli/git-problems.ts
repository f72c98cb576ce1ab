import { UserError } from '#engine/errors';
import type { GitProblem } from '#git';

/** What a question to a repository was about. */
export interface Asked {
  /** The words of the command line. */
  readonly word: string;
  readonly revision: string;
  /** Path in the repository, if it was known. */
  readonly path: string;
  /** The folder in which the repository was looked for. */
  readonly folder: string;
}

/** The problem of a repository as the user reads it. */
export function gitUserError({ fault, detail }: GitProblem, { word, revision, path, folder }: Asked): UserError {
  const file = `"${path}" of "${revision}"`;
  switch (fault) {
    case 'no-repository':
      return new UserError(
        `"${word}" names a revision, and "${detail || folder}" is in no git repository.`,
        'Run the command inside the repository, or name a file.',
      );
    case 'no-commit-yet':
      return new UserError(`"${word}" names a revision, and the repository has no commit yet.`, 'Commit first, or name a file.');
    case 'unknown-revision':
      return new UserError(
        word === revision
          ? `"${word}" is neither a file nor a revision of the repository.`
          : `The repository has no revision "${revision}".`,
        'Name a branch, tag or commit: "git log --oneline" lists commits, "git branch --all" branches. A clone of a build server may hold only the newest commit: fetch the revision first.',
      );
    case 'ambiguous-revision':
      return new UserError(`Several commits begin with "${revision}".`, 'Write more digits of the commit.');
    case 'unknown-notation':
      return new UserError(
        `"${revision}" is not a notation of revisions that is read here.`,
        'Name a branch, tag or commit, with ~N or ^N behind it, such as HEAD~3. "git rev-parse" turns any other notation into a commit.',
      );
    case 'no-parent':
      return new UserError(`"${revision}" goes back further than the history.`, 'Name a later commit.');
    case 'shallow-end':
      return new UserError(
        `"${revision}" is beyond what this shallow clone holds.`,
        'Fetch more of the history: "git fetch --unshallow", or "fetch-depth: 0" on a build server.',
      );
    case 'not-downloaded':
      return new UserError(`The clone is partial, and ${file} was not downloaded.`, `"git show ${revision}:${path}" downloads it.`);
    case 'no-merge-base':
      return new UserError(
        `The history of "${revision}" and that of HEAD have no commit in common.`,
        'Fetch more of the history if the clone is shallow, or leave out --merge-base.',
      );
    case 'several-merge-bases':
      return new UserError(`"${revision}" and HEAD have several merge bases: ${detail}.`, 'Name one of them, without --merge-base.');
    case 'not-in-revision':
      return new UserError(
        `"${revision}" has no file "${path}".`,
        `Paths start at the top of the repository, or with "./" in the current folder. "git ls-tree -r --name-only ${revision}" lists the files. --new-file compares with an empty plan.`,
      );
    case 'is-a-link':
      return new UserError(`${file} is a link, not a plan.`, 'Name the file that it leads to.');
    case 'is-a-submodule':
      return new UserError(`${file} is in a submodule.`, 'Run the command in the folder of the submodule.');
    case 'is-a-folder':
      return new UserError(`${file} is a folder, not a plan.`, 'Name a file in it.');
    case 'not-a-commit':
      return new UserError(
        `"${revision}" is ${detail.replace(' stands where a commit should', '')}, not a commit.`,
        'Name a commit, branch or tag.',
      );
    case 'too-large':
      return new UserError(
        `The repository cannot be read for "${word}": ${detail || 'something in it'} is larger than is read.`,
        'Write the file of the revision to disk with "git show", and name that file.',
      );
    case 'unknown-extension':
      return new UserError(
        `The repository has a format that is not known here (${detail}).`,
        'Update Pipedraft, or write the file of the revision to disk with "git show", and name that file.',
      );
    case 'unreadable':
      return new UserError(`${detail} of the repository cannot be opened.`, 'Check the permissions of the folder ".git".');
    case 'damaged':
      return new UserError(`The repository is damaged: ${detail}.`, '"git fsck" says more about it.');
  }
}
