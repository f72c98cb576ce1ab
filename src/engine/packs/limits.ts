/** What a pack may hold at most; more is a fault that says so. */
export const packLimits = {
  /** Files of a pack. */
  files: 500,
  /** Bytes of one file. */
  fileBytes: 2 * 1024 * 1024,
  /** Bytes of all files together. */
  bytes: 16 * 1024 * 1024,
  /** Rules of one pack. */
  rules: 200,
  /** Characters of one expression. */
  expression: 2000,
  /** all, exists, map and filter inside each other. */
  nesting: 2,
  /** What the rules of all packs may look at together in one check of a plan: nodes, edges and their values, each time they are read. */
  steps: 2_000_000,
} as const;
