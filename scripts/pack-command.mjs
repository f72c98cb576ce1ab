/** `npm run pack:command`: the npm package of the command, into out/npm/. `npm pack` there makes the file that is published. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { SetupError, run, say } from './bootstrap/talk.mjs';
import { thirdPartyLicences } from './licences.mjs';

/**
 * Builds the package.
 * @param {string} root the checkout, with its dependencies installed
 * @param {string} folder where it goes; what is there is removed
 */
export async function packCommand(root, folder) {
  const built = await build({
    configFile: join(root, 'vite.npm.config.ts'),
    root,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const modules = chunks.flatMap((chunk) => ('modules' in chunk ? Object.keys(chunk.modules) : []));
  const packages = new Set(modules.flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1] ?? []));
  packages.add('@lucide/svelte'); // icons of this set are among the resources
  await writeTypes(root, folder);
  mkdirSync(join(folder, 'schema'));
  for (const name of readdirSync(join(root, 'resources/schema')))
    copyFileSync(join(root, 'resources/schema', name), join(folder, 'schema', name));
  const { stdout } = await run(process.execPath, [join(folder, 'pipedraft.mjs'), 'man'], { cwd: folder });
  writeFileSync(join(folder, 'pipedraft.1'), stdout);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'docs/npm-package.md'), join(folder, 'README.md'));
  writeFileSync(
    join(folder, 'THIRD-PARTY-LICENCES.md'),
    thirdPartyLicences(root, (name) => packages.has(name)),
  );
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(root), null, 2)}\n`);
}

/** @param {string} root */
function manifest(root) {
  const { name, version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    name,
    version,
    description: 'Checks, scores and costs plans of Azure machine-learning pipelines, and writes the files that they call for. Offline.',
    keywords: ['azure', 'machine-learning', 'mlops', 'pipeline', 'cost', 'lint', 'sarif'],
    license,
    type: 'module',
    bin: { pipedraft: 'pipedraft.mjs' },
    man: './pipedraft.1',
    exports: {
      '.': { types: './index.d.ts', default: './index.mjs' },
      './schema/*': './schema/*',
      './package.json': './package.json',
    },
    types: './index.d.ts',
    files: ['*.mjs', 'parts', '*.d.ts', 'pipedraft.1', 'schema', 'THIRD-PARTY-LICENCES.md'],
    engines: { node: engines.node },
    sideEffects: false,
  };
}

/** The declarations of the functions for programs: two files that import nothing else. @param {string} root @param {string} folder */
async function writeTypes(root, folder) {
  const made = mkdtempSync(join(tmpdir(), 'pipedraft-types-'));
  try {
    const { code, output } = await run(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.api.json'), '--outDir', made],
      { cwd: root },
    );
    if (code !== 0) throw new SetupError(`The types of the package could not be made:\n${output.trim()}`, 'Fix what it says.');
    for (const name of ['index', 'types']) {
      const text = readFileSync(join(made, 'cli/api', `${name}.d.ts`), 'utf8');
      writeFileSync(join(folder, `${name}.d.ts`), text.replaceAll("'./types'", "'./types.js'")); // as Node resolves names
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  try {
    await ensureDependencies(root);
    await packCommand(root, join(root, 'out/npm'));
    say('The package is in out/npm. "npm pack ./out/npm" makes the file that is published.');
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
