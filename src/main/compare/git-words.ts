import { UserError } from '#engine/errors';
import type { GitProblem } from '#git';

/** The reason why a repository gives no plan, as the user of the window reads it. @param revision as it was asked for */
export function gitWords({ fault, detail }: GitProblem, revision: string): UserError {
  const plan = `the plan of “${revision}”`;
  switch (fault) {
    case 'no-repository':
      return new UserError('The file of this plan is not in a git repository.', 'Compare with the last save or with another file.');
    case 'no-commit-yet':
      return new UserError('The repository has no commit yet.', 'Commit first, or compare with the last save.');
    case 'unknown-revision':
      return new UserError(
        `The repository has no revision “${revision}”.`,
        'Choose a commit of the list, or name a branch, a tag or an id. A branch of a server has to be fetched first.',
      );
    case 'ambiguous-revision':
      return new UserError(`Several commits begin with “${revision}”.`, 'Write more digits of the commit.');
    case 'unknown-notation':
      return new UserError(
        `“${revision}” is not a notation of revisions that is read here.`,
        'Name a branch, tag or commit, with ~N or ^N behind it, such as HEAD~3.',
      );
    case 'no-parent':
      return new UserError(`“${revision}” goes back further than the history.`, 'Name a later commit.');
    case 'shallow-end':
      return new UserError(`“${revision}” is beyond what this shallow clone holds.`, 'Fetch more of the history: “git fetch --unshallow”.');
    case 'not-downloaded':
      return new UserError(
        `The clone is partial, and ${plan} was not downloaded.`,
        'Check the revision out once, so that git downloads it.',
      );
    case 'not-in-revision':
      return new UserError(
        `“${revision}” does not have the file “${detail}”.`,
        'It may have had another name or folder then. Choose another revision or file.',
      );
    case 'is-a-link':
      return new UserError(`“${detail}” is a link in “${revision}”, not a plan.`, 'Open the file that it leads to, and compare that.');
    case 'is-a-submodule':
    case 'is-a-folder':
      return new UserError(`“${detail}” is not a file in “${revision}”.`, 'Choose another revision or file.');
    case 'not-a-commit':
      return new UserError(`“${revision}” is no commit.`, 'Name a commit, branch or tag.');
    case 'too-large':
      return new UserError(
        `The repository cannot be read: ${detail || 'something in it'} is larger than is read here.`,
        'Write the file of the revision to disk with “git show”, and compare with that file.',
      );
    case 'unknown-extension':
      return new UserError(
        `The repository has a format that is not known here (${detail}).`,
        'Write the file of the revision to disk with “git show”, and compare with that file.',
      );
    case 'unreadable':
      return new UserError(`${detail} of the repository cannot be opened.`, 'Check the permissions of the folder “.git”.');
    case 'no-merge-base':
    case 'several-merge-bases':
    case 'damaged':
      return new UserError(`The repository is damaged: ${detail}.`, '“git fsck” says more about it.');
  }
}
