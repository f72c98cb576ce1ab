import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { resources } from './build/resources.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * The npm package: the command and the functions for programs, which share their parts. Everything they need is inside, but for the fonts
 * and programs of the packet, which are four times as large as all the rest.
 */
export default defineConfig({
  plugins: [resources()],
  resolve: { alias: { '#paper': fileURLToPath(new URL('build/without-paper.ts', import.meta.url)) } },
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
        chunkFileNames: 'parts/[name].mjs',
        banner: ({ name }) => (name === 'pipedraft' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
