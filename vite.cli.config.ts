import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { paper } from './build/paper.ts';
import { resources } from './build/resources.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The command: a file that Node runs, and beside it the parts that it loads when they are asked for, with everything they need inside. */
export default defineConfig({
  plugins: [resources(), paper()],
  define: { PIPEDRAFT_VERSION: JSON.stringify(version) },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli/index.ts',
    outDir: 'out/cli',
    target: 'node20',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      output: {
        format: 'es',
        entryFileNames: 'pipedraft.mjs',
        chunkFileNames: 'parts/[name].mjs',
        banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
