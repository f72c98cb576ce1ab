/** `npm run generate`: writes the files that are made from the sources. Tests fail when one of them is stale. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { run, say } from './bootstrap/talk.mjs';
import { build } from './build.mjs';
import { cliPage } from './cli-page.mjs';
import { thirdPartyLicences } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await ensureDependencies(root);
await build(root);

/** @param {readonly string[]} args */
async function pipedraft(args) {
  const { code, stdout, output } = await run(process.execPath, [join(root, 'out/cli/pipedraft.mjs'), ...args], { cwd: root });
  if (code !== 0) throw new Error(`pipedraft ${args.join(' ')} failed: ${output}`);
  return stdout;
}

/** @param {string} file @param {readonly string[]} args */
async function fromCommand(file, args) {
  const text = await pipedraft(args);
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  say(`${file} written.`);
}

/** Replaces a part of a page, between two comments with its name. @param {string} file @param {string} part @param {readonly string[]} args */
async function intoPage(file, part, args) {
  const path = join(root, file);
  const [begin, end] = [`<!-- ${part}: generated -->`, `<!-- ${part}: end -->`];
  const page = readFileSync(path, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} lacks the comments of "${part}".`);
  writeFileSync(path, `${page.slice(0, from + begin.length)}\n\n${await pipedraft(args)}\n${page.slice(to)}`);
  say(`${file} written.`);
}

/** Of what the command writes: what `schema --of` offers besides the files that people write. */
const outputSchemas = (/--of (\S+)/.exec(await pipedraft(['schema', '--help']))?.[1] ?? '')
  .split('|')
  .filter((name) => name !== 'plan' && name !== 'config');

/** @returns {Promise<readonly string[]>} */
async function ruleIds() {
  return JSON.parse(await pipedraft(['rules', '--format', 'json'])).map((/** @type {{id: string}} */ { id }) => id);
}

await fromCommand('resources/schema/pipedraft-v1.schema.json', ['schema']);
await fromCommand('resources/schema/pipedraftrc-v1.schema.json', ['schema', '--of', 'config']);
for (const name of outputSchemas) await fromCommand(`resources/schema/${name}-v1.schema.json`, ['schema', '--of', name]);
await fromCommand('docs/rules.md', ['rules', '--format', 'markdown']);
await fromCommand('docs/services.md', ['services', '--format', 'markdown']);
await fromCommand('docs/starts.md', ['starts', '--format', 'markdown']);
await fromCommand('docs/safeguards.md', ['safeguards', '--format', 'markdown']);
await fromCommand('docs/knowledge.md', ['knowledge', '--format', 'markdown']);
await fromCommand('docs/service-limits.md', ['limits', '--format', 'markdown']);
await intoPage('docs/exporting.md', 'systems', ['exporters', '--format', 'markdown']);
await fromCommand('docs/scoring.md', ['scoring', '--format', 'markdown']);

// without the record of the export: it would hold every text a second time
for (const example of ['churn-scoring', 'reference-databricks-mlops']) {
  const folder = `docs/examples/${example}`;
  rmSync(join(root, folder), { recursive: true, force: true });
  await pipedraft(['export', `resources/examples/${example}.pipedraft.yaml`, '--to', 'bundle', '--out', folder, '--today', '2026-11-21']);
  rmSync(join(root, folder, '.pipedraft'), { recursive: true });
  say(`${folder} written.`);
}

const names = [...(await pipedraft(['help'])).matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name ?? '');
writeFileSync(
  join(root, 'docs/cli.md'),
  await cliPage(async (args) => {
    const { code, stdout, stderr } = await run(process.execPath, [join(root, 'out/cli/pipedraft.mjs'), ...args], { cwd: root });
    return { code, stdout, stderr };
  }, names),
);
say('docs/cli.md written.');

rmSync(join(root, 'docs/rules'), { recursive: true, force: true });
for (const id of await ruleIds()) await fromCommand(`docs/rules/${id}.md`, ['rules', id, '--format', 'markdown']);

writeFileSync(join(root, 'THIRD-PARTY-LICENCES.md'), thirdPartyLicences(root));
say('THIRD-PARTY-LICENCES.md written.');
