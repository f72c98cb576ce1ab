/** `npm run generate`: writes the files that are made from the sources. Tests fail when one of them is stale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { run, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { thirdPartyLicences } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await ensureDependencies(root);
await build(root);

/** @param {string} file @param {readonly string[]} args */
async function fromCommand(file, args) {
  const { code, stdout, output } = await run(process.execPath, [join(root, 'out/cli/pipedraft.mjs'), ...args], { cwd: root });
  if (code !== 0) throw new Error(`pipedraft ${args.join(' ')} failed: ${output}`);
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, stdout);
  say(`${file} written.`);
}

await fromCommand('resources/schema/pipedraft-v1.schema.json', ['schema']);
await fromCommand('docs/rules.md', ['rules', '--format', 'markdown']);
await fromCommand('docs/services.md', ['services', '--format', 'markdown']);

writeFileSync(join(root, 'THIRD-PARTY-LICENCES.md'), thirdPartyLicences(root));
say('THIRD-PARTY-LICENCES.md written.');
