import type { Plugin } from 'vite';

/** Makes a page name all scripts that it needs: one that is found in another is read only when that runs. */
export function namedScripts(): Plugin {
  return {
    name: 'named-scripts',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { chunk }) =>
        [...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        })),
    },
  };
}
