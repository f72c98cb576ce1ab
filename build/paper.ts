import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { paperFiles } from './paper-files.ts';

const id = 'virtual:pipedraft-paper';
const subfolder = 'paper';

/**
 * Puts the files that writers of the packet read beside a build, in a folder `paper`, and tells the program where they are. Without a
 * build, as in tests, they are where they were made. The module is described in src/paper/virtual.d.ts.
 */
export function paper(): Plugin {
  let isBuild = false;
  return {
    name: 'pipedraft-paper',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    async load(source) {
      if (source !== `\0${id}`) return undefined;
      const folder = await paperFiles();
      if (!isBuild) return `export default () => ${JSON.stringify(folder)};`;
      // parts of a program may be in a folder below it
      return [
        `import { existsSync } from 'node:fs';`,
        `import { fileURLToPath } from 'node:url';`,
        `const [beside, above] = ['./${subfolder}/', '../${subfolder}/'].map((at) => fileURLToPath(new URL(at, import.meta.url)));`,
        `export default () => (existsSync(beside) || !existsSync(above) ? beside : above);`,
      ].join('\n');
    },
    async writeBundle({ dir }) {
      if (dir === undefined) this.error('The files of the packet need a folder to be put into.');
      cpSync(await paperFiles(), join(dir, subfolder), { recursive: true });
    },
    transform(code, file) {
      // HarfBuzz starts while it is imported, and looks for its program beside the bundle
      if (!isBuild || !/harfbuzzjs\/dist\/index\.mjs$/.test(file.replaceAll('\\', '/'))) return undefined;
      const started = code.replace(
        /await (\w+)\(\)\)/,
        `await $1({ wasmBinary: (await import('node:fs')).readFileSync((await import('node:path')).join((await import('${id}')).default(), 'harfbuzz.wasm')) }))`,
      );
      if (started === code) this.error('HarfBuzz starts in another way than this build knows.');
      return { code: started, map: null };
    },
  };
}
