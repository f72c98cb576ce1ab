import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { resources } from './build/resources.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The npm package: the command and the functions for programs, which share what is large. Everything they need is inside. */
export default defineConfig({
  plugins: [resources()],
  define: { PIPEDRAFT_VERSION: JSON.stringify(version) },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'out/npm',
    target: 'node20',
    emptyOutDir: true,
    minify: false, // what is run can be read
    rolldownOptions: {
      input: { pipedraft: 'src/cli/index.ts', index: 'src/cli/api/index.ts' },
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        chunkFileNames: 'engine.mjs',
        banner: ({ name }) => (name === 'pipedraft' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
