import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { help } from './build/help.ts';
import { icon } from './build/icon.ts';
import { namedScripts } from './build/named-scripts.ts';
import { paper } from './build/paper.ts';
import { resources } from './build/resources.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const devPort = Number(process.env['PIPEDRAFT_DEV_PORT'] ?? 5173);

export default defineConfig({
  main: {
    plugins: [resources(), paper(), help(), icon()],
    define: { PIPEDRAFT_VERSION: JSON.stringify(version) },
    build: {
      outDir: 'out/main',
      // everything is inside: a packaged application carries no node_modules
      externalizeDeps: false,
      target: 'node20',
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          'evaluator-worker': 'src/main/evaluation/evaluator-worker.ts',
          'consequences-worker': 'src/main/evaluation/consequences-worker.ts',
          'compare-worker': 'src/main/compare/compare-worker.ts',
          'export-worker': 'src/main/output/export-worker.ts',
          'packet-worker': 'src/main/output/packet-worker.ts',
          'picture-worker': 'src/main/output/picture-worker.ts',
          'plan-reader-worker': 'src/main/plans/plan-reader-worker.ts',
        },
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // a sandboxed preload is one CommonJS file
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte(), namedScripts()],
    // used by npm run dev only: the page asks under app://studio, the main process passes the request on to this server
    server: {
      host: '127.0.0.1',
      port: devPort,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: devPort },
    },
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true, // half as much for a window to read before its first frame
      cssCodeSplit: false, // all styles are there with the page, so that nothing is drawn without them
      // the content security policy allows files, not data: URLs, for scripts and styles
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: { input: { index: fileURLToPath(new URL('src/renderer/index.html', import.meta.url)) } },
    },
  },
});
