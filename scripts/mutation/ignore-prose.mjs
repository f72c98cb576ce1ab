import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

/** A place in the tree that Babel reads: here only what is looked at. @typedef {{ node?: { key?: { name?: string }, value?: { type: string } } }} Place */

/**
 * The texts of a rule's or measure's `meta` are for its page and for lists; nothing is computed from them but the severity, which the
 * cases compare. A case would have to repeat them word for word.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'meta', {
    /** @param {Place} place */
    shouldIgnore: ({ node }) =>
      node?.key?.name === 'meta' && node.value?.type === 'ObjectExpression' ? 'the page of a rule or measure, no behaviour' : undefined,
  }),
];
