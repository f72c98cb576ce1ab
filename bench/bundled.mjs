/** The benchmark measures shipped code: one bundle, built as the command is. */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The exports of a file of this folder, with all its imports in one bundle.
 * @param {string} name of the file, without its ending
 * @returns {Promise<any>} each caller knows the file's exports
 */
export async function bundled(name) {
  const config = { root, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
  /** @type {{ module: typeof import('../build/resources.ts') }} */
  const { module: resources } = await runnerImport(join(root, 'build/resources.ts'), config);
  /** @type {{ module: typeof import('../build/paper.ts') }} */
  const { module: paper } = await runnerImport(join(root, 'build/paper.ts'), config);
  await build({
    ...config,
    plugins: [resources.resources(), paper.paper()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: `bench/${name}.ts`,
      outDir: 'out/bench',
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
  return import(pathToFileURL(join(root, `out/bench/${name}.mjs`)).href);
}
