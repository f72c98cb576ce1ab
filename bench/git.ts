/** What `npm run bench:git` measures: the reader of repositories, as the command and the window have it. */
export { openRepository } from '#git';
