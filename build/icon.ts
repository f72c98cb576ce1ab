import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const id = 'virtual:pipedraft-icon';
/** Drawn from pipedraft.svg beside it, at 256 pixels: Linux and Windows take no SVG for a window. */
const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'icons', 'pipedraft.png');

/** Puts the icon of windows into the main process, in base64. */
export function icon(): Plugin {
  return {
    name: 'pipedraft-icon',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) return undefined;
      this.addWatchFile(file);
      return `export default ${JSON.stringify(readFileSync(file, 'base64'))};`;
    },
  };
}
