import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { paper } from './build/paper.ts';
import { resources } from './build/resources.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/**
 * The command, with everything it needs inside. It is a file that Node runs, and beside it the parts, each of which is loaded when it is
 * asked for. With `--mode single` it is one file, which can be copied into a repository and takes longer to start.
 */
export default defineConfig(({ mode }) => ({
  plugins: [resources(), paper()],
  define: { PIPEDRAFT_VERSION: JSON.stringify(version) },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/cli/index.ts',
    outDir: mode === 'single' ? 'out/single' : 'out/cli',
    target: 'node20',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      output: {
        format: 'es',
        entryFileNames: 'pipedraft.mjs',
        chunkFileNames: 'parts/[name].mjs',
        codeSplitting: mode !== 'single',
        banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
}));
