import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { paper } from './build/paper.ts';
import { resources } from './build/resources.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The command: one file that Node runs, with everything it needs inside. */
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
    rolldownOptions: { output: { format: 'es', entryFileNames: 'pipedraft.mjs', banner: '#!/usr/bin/env node', codeSplitting: false } },
  },
});
