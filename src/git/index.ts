export { openRepository, userNameIn } from './open';
export type { FileCommit, FileLog, Repository } from './repository';
export { GitProblem, gitFaults } from './problem';
export type { GitFault } from './problem';
