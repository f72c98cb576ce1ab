/** Limits of a pack; more is a fault that names the limit. */
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
  /** Parts of one pattern, with its repetitions written out: `(ab){3}` has nine, since a group counts as one. */
  pattern: 500,
  /** Characters of a value that is put into a text; a longer value is cut off. */
  value: 2000,
  /** all, exists, map and filter inside each other. */
  nesting: 2,
  /**
   * Steps of the rules of all packs together in one check of a plan. Each node, edge or value that is read is a step; so are eight parts
   * of an expression, each time they are evaluated, and a hundred letters that a text function works through. A match takes a hundredth
   * of the pattern's size times the length of the text.
   */
  steps: 2_000_000,
} as const;
