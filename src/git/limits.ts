/** How much of a repository is read. No repository can make the reader take more time or memory than these allow. */
export const limits = {
  /** Bytes of an object. */
  object: 32 << 20,
  /** Deltas until the object that they start from. */
  chain: 4096,
  /** Symbolic references until a commit. */
  refDepth: 5,
  /** Folders of objects, with the borrowed ones. */
  alternates: 8,
  alternatesDepth: 5,
  /** Bytes of a reference or another small file. */
  small: 64 << 10,
  /** Bytes of a configuration. */
  config: 1 << 20,
  /** Bytes of the list of boundaries of a shallow clone. */
  shallow: 8 << 20,
  /** Bytes of the file of packed references, and of a table of references. */
  packedRefs: 64 << 20,
  tables: 1000,
  packs: 4096,
  /** Commits that one question walks over. */
  commits: 500_000,
  parents: 64,
  /** Letters of an author's name, and of the first line of a message. */
  words: 200,
  /** Bytes of objects that are kept. */
  cache: 32 << 20,
  /** Steps of `~` and `^` in one revision. */
  steps: 100_000,
} as const;
