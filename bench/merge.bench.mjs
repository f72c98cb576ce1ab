/**
 * `npm run bench:merge`: ten scripted histories of two branches that both edit a plan, merged by real git without and with the driver. The
 * figures without times are the same in every run.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build } from 'vite';
import { bundled } from './bundled.mjs';

/** @type {typeof import('./merge.ts')} */
const { histories, isWhole } = await bundled('merge');
const work = mkdtempSync(join(tmpdir(), 'pipedraft-merge-'));
const commands = join(work, 'bin');
const file = 'plan.pipedraft.yaml';

try {
  await makeCommand();
  console.log('| history | plan | edits | conflicts of git alone | whole plan on either side | conflicts with the driver | merge, ms |');
  console.log('| --- | --- | ---: | ---: | --- | ---: | ---: |');
  for (const [at, history] of histories().entries()) {
    const alone = merged(history, join(work, `${at}-alone`), false);
    const driven = merged(history, join(work, `${at}-driven`), true);
    if (!isWhole(driven.taken) || !isWhole(takenFrom(driven.text, 'theirs')))
      throw new Error(`${history.title}: a side that was taken is no whole plan`);
    const isBroken = [alone.taken, takenFrom(alone.text, 'theirs')].some((text) => !isWhole(text));
    const { title, plan, edits } = history;
    console.log(
      `| ${[title, plan, edits.join(' + '), alone.conflicts, isBroken ? 'no' : 'yes', driven.conflicts, driven.ms].join(' | ')} |`,
    );
    for (const line of driven.said) process.stderr.write(`${title}: ${line}\n`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The command as it ships, on a PATH of its own. */
async function makeCommand() {
  mkdirSync(commands);
  const out = { outDir: work, emptyOutDir: false, reportCompressedSize: false };
  await build({ configFile: 'vite.cli.config.ts', logLevel: 'error', build: out });
  writeFileSync(join(commands, 'pipedraft'), `#!/bin/sh\nexec '${process.execPath}' '${join(work, 'pipedraft.mjs')}' "$@"\n`);
  chmodSync(join(commands, 'pipedraft'), 0o755);
}

/**
 * Merges a history in a repository of its own.
 * @param {import('./merge.ts').ScriptedHistory} history
 * @param {string} folder
 * @param {boolean} isDriven
 */
function merged({ base, ours, theirs }, folder, isDriven) {
  mkdirSync(folder);
  const who = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const env = { ...who, PATH: `${commands}${delimiter}${process.env['PATH']}`, HOME: work, GIT_CONFIG_NOSYSTEM: '1' };
  const run = (/** @type {string} */ program, /** @type {readonly string[]} */ args) =>
    execFileSync(program, args, { cwd: folder, env, stdio: 'pipe' });
  const commit = (/** @type {string} */ text) => {
    writeFileSync(join(folder, file), text);
    run('git', ['add', '--all']);
    run('git', ['commit', '--quiet', '--message', 'Change']);
  };
  run('git', ['init', '--quiet', '--initial-branch=main']);
  if (isDriven) run('pipedraft', ['git-setup', '--apply']);
  commit(base);
  run('git', ['checkout', '--quiet', '-b', 'topic']);
  commit(theirs);
  run('git', ['checkout', '--quiet', 'main']);
  commit(ours);
  const started = performance.now();
  const { stderr } = spawnSync('git', ['merge', '--quiet', 'topic'], { cwd: folder, env, encoding: 'utf8' });
  const ms = Math.round(performance.now() - started);
  const text = readFileSync(join(folder, file), 'utf8');
  const said = stderr.split('\n').filter((line) => line.startsWith(file));
  const named = said.filter((line) => line.includes(': conflict: ')).length;
  return { text, taken: takenFrom(text, 'ours'), conflicts: isDriven ? named : text.split(/^<{7} /m).length - 1, ms, said };
}

/**
 * The text with one side of each conflict.
 * @param {string} text
 * @param {'ours' | 'theirs'} side
 */
function takenFrom(text, side) {
  return text.replace(/^<{7} .*\n([^]*?)^={7}\n([^]*?)^>{7} .*\n/gm, side === 'ours' ? '$1' : '$2');
}
