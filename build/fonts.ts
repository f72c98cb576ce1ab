import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const id = 'virtual:pipedraft-fonts';
const resolve = createRequire(import.meta.url).resolve;

/** Puts the font files that printed sheets use into the main process, which serves them from memory. */
export function fonts(): Plugin {
  const files = { 400: 'latin-400', 500: 'latin-500', 700: 'latin-700', '400-ext': 'latin-ext-400' };
  return {
    name: 'pipedraft-fonts',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined;
      const read = Object.entries(files).map(([name, file]) => [
        name,
        readFileSync(resolve(`@fontsource/roboto/files/roboto-${file}-normal.woff2`)).toString('base64'),
      ]);
      return `export default ${JSON.stringify(Object.fromEntries(read))};`;
    },
  };
}
