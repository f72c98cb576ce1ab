import { UserError } from '#engine/errors';
import type { GitProblem } from '#git';

/** What a question to a repository was about. */
export interface Asked {
  /** Who reads the words: the user of the window, or of the command. */
  readonly by: 'window' | 'command';
  readonly revision: string;
  /** The words of the command line; the revision if they are no others. */
  readonly word?: string;
  /** Path in the repository, if it was known. */
  readonly path?: string;
  /** The folder in which the repository was looked for. */
  readonly folder?: string;
}

/** The reason why a repository does not answer, as the user reads it, with what to do there. */
export function gitWords({ fault, detail }: GitProblem, asked: Asked): UserError {
  const { by, revision, word = revision, path = '', folder = '' } = asked;
  const said = (text: string) => (by === 'window' ? `“${text}”` : `"${text}"`);
  /** What is to do in the window, and with the command. */
  const error = (problem: string, inWindow: string, withCommand = inWindow) =>
    new UserError(problem, by === 'window' ? inWindow : withCommand);
  const file = by === 'window' ? `the plan of ${said(revision)}` : `${said(path)} of ${said(revision)}`;
  const show = `Write the file of the revision to disk with ${said('git show')}, and`;
  switch (fault) {
    case 'no-repository':
      return by === 'window'
        ? new UserError('The file of this plan is not in a git repository.', 'Compare with the last save or with another file.')
        : new UserError(
            `${said(word)} names a revision, and ${said(detail || folder)} is in no git repository.`,
            'Run the command inside the repository, or name a file.',
          );
    case 'no-commit-yet':
      return error(
        by === 'window' ? 'The repository has no commit yet.' : `${said(word)} names a revision, and the repository has no commit yet.`,
        'Commit first, or compare with the last save.',
        'Commit first, or name a file.',
      );
    case 'unknown-revision':
      return error(
        by === 'command' && word === revision
          ? `${said(word)} is neither a file nor a revision of the repository.`
          : `The repository has no revision ${said(revision)}.`,
        'Name a branch, a tag or the id of a commit. A branch of a server has to be fetched first.',
        'Name a branch, tag or commit: "git log --oneline" lists commits, "git branch --all" branches. A clone of a build server may hold only the newest commit: fetch the revision first.',
      );
    case 'ambiguous-revision':
      return error(`Several commits begin with ${said(revision)}.`, 'Write more digits of the commit.');
    case 'unknown-notation':
      return error(
        `${said(revision)} is not a notation of revisions that is read here.`,
        'Name a branch, tag or commit, with ~N or ^N behind it, such as HEAD~3.',
        'Name a branch, tag or commit, with ~N or ^N behind it, such as HEAD~3. "git rev-parse" turns any other notation into a commit.',
      );
    case 'no-parent':
      return error(`${said(revision)} goes back further than the history.`, 'Name a later commit.');
    case 'shallow-end':
      return error(
        `${said(revision)} is beyond what this shallow clone holds.`,
        'Fetch more of the history: “git fetch --unshallow”.',
        'Fetch more of the history: "git fetch --unshallow", or "fetch-depth: 0" on a build server.',
      );
    case 'not-downloaded':
      return error(
        `The clone is partial, and ${file} was not downloaded.`,
        'Check the revision out once, so that git downloads it.',
        `"git show ${revision}:${path}" downloads it.`,
      );
    case 'no-merge-base':
      return error(
        `The history of ${said(revision)} and that of HEAD have no commit in common.`,
        'Choose another revision.',
        'Fetch more of the history if the clone is shallow, or leave out --merge-base.',
      );
    case 'several-merge-bases':
      return error(
        `${said(revision)} and HEAD have several merge bases: ${detail}.`,
        'Choose one of them.',
        'Name one of them, without --merge-base.',
      );
    case 'not-in-revision':
      return by === 'window'
        ? new UserError(
            `${said(revision)} does not have the file ${said(detail)}.`,
            'It may have had another name or folder then. Choose another revision or file.',
          )
        : new UserError(
            `${said(revision)} has no file ${said(path)}.`,
            `Paths start at the top of the repository, or with "./" in the current folder. "git ls-tree -r --name-only ${revision}" lists the files. --new-file compares with an empty plan.`,
          );
    case 'is-a-link':
      return by === 'window'
        ? new UserError(`${said(detail)} is a link in ${said(revision)}, not a plan.`, 'Open the file that it leads to, and compare that.')
        : new UserError(`${file} is a link, not a plan.`, 'Name the file that it leads to.');
    case 'is-a-submodule':
      return by === 'window'
        ? new UserError(`${said(detail)} is not a file in ${said(revision)}.`, 'Choose another revision or file.')
        : new UserError(`${file} is in a submodule.`, 'Run the command in the folder of the submodule.');
    case 'is-a-folder':
      return by === 'window'
        ? new UserError(`${said(detail)} is not a file in ${said(revision)}.`, 'Choose another revision or file.')
        : new UserError(`${file} is a folder, not a plan.`, 'Name a file in it.');
    case 'not-a-commit':
      return error(
        `${said(revision)} is ${detail.replace(' stands where a commit should', '')}, not a commit.`,
        'Name a commit, branch or tag.',
      );
    case 'too-large':
      return error(
        `The repository cannot be read${by === 'window' ? '' : ` for ${said(word)}`}: ${detail || 'something in it'} is larger than is read.`,
        `${show} compare with that file.`,
        `${show} name that file.`,
      );
    case 'unknown-extension':
      return error(
        `The repository has a format that is not known here (${detail}).`,
        `${show} compare with that file.`,
        'Update Pipedraft, or write the file of the revision to disk with "git show", and name that file.',
      );
    case 'unreadable':
      return error(`${detail} of the repository cannot be opened.`, `Check the permissions of the folder ${said('.git')}.`);
    case 'damaged':
      return error(`The repository is damaged: ${detail}.`, `${said('git fsck')} says more about it.`);
  }
}
