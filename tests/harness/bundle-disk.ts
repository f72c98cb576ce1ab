import { join } from 'node:path';
import { build } from 'vite';

/** Builds src/disk for a separate Node process, which cannot run TypeScript. @returns the module's path */
export async function bundleDisk(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: join(import.meta.dirname, '../..'),
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'src/disk/index.ts',
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'disk.mjs', codeSplitting: false } },
    },
  });
  return join(folder, 'disk.mjs');
}
