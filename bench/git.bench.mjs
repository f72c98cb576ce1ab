/**
 * `npm run bench:git`: the reader of repositories on a history of 50,000 commits, in which every 50th changes a plan of 100 KB and about
 * every 97th merges a branch. Real git makes it, packed. Each question is asked of a repository that was just opened. The time of the
 * processor is that of all threads of the process: unlike the time of the clock, it says the same on a busy machine.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from './bundled.mjs';

const commits = 50_000;
const runs = 9;
const plan = 'plans/churn.pipedraft.yaml';
/** @type {typeof import('./git.ts')} */
const { openRepository } = await bundled('git');
const work = mkdtempSync(join(tmpdir(), 'pipedraft-git-'));

try {
  const folder = join(work, 'repository');
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  await makeHistory(folder);
  execFileSync('git', ['-C', folder, 'repack', '-adq']);
  console.log('| question | limit, ms | clock, ms: median, least | processor, ms: median, least |');
  console.log('| --- | ---: | ---: | ---: |');
  measure('plan of HEAD', 100, folder, (repository) => repository.fileAt(repository.resolve('HEAD'), plan));
  measure('its last 50 commits', 300, folder, (repository) => repository.log(repository.resolve('HEAD'), plan, 50));
  measure('merge base, 1,000 commits back', 50, folder, (repository) =>
    repository.mergeBase(repository.resolve('main'), repository.resolve('topic')),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * @param {string} title
 * @param {number} limit
 * @param {string} folder
 * @param {(repository: import('#git').Repository) => unknown} question
 */
function measure(title, limit, folder, question) {
  const times = Array.from({ length: runs }, () => {
    const repository = openRepository(folder);
    const [clock, processor] = [performance.now(), process.cpuUsage()];
    question(repository);
    const [took, { user, system }] = [performance.now() - clock, process.cpuUsage(processor)];
    repository.close();
    return { clock: took, processor: (user + system) / 1000 };
  });
  const words = (/** @type {'clock' | 'processor'} */ kind) => {
    const sorted = times.map((time) => time[kind]).sort((a, b) => a - b);
    return [sorted[Math.floor(runs / 2)], sorted[0]].map((ms) => ms?.toFixed(1)).join(', ');
  };
  console.log(`| ${title} | ${limit} | ${words('clock')} | ${words('processor')} |`);
}

/** Gives git the history as a stream. @param {string} folder */
async function makeHistory(folder) {
  const git = spawn('git', ['-C', folder, 'fast-import', '--quiet', '--depth=50'], { stdio: ['pipe', 'inherit', 'inherit'] });
  const done = once(git, 'exit');
  for (const piece of history()) if (!git.stdin.write(piece)) await once(git.stdin, 'drain');
  git.stdin.end();
  const [code] = await done;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

/** The history in the language of `git fast-import`, the same in every run. */
function* history() {
  const nodes = Array.from({ length: 1900 }, (_, at) => `  n${at}: {service: azure-storage, title: Store ${at}}\n`);
  let [mark, seconds, main, side] = [0, 1_500_000_000, 0, 0];
  const file = (/** @type {string} */ path, /** @type {string} */ text) =>
    `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (/** @type {string} */ branch, /** @type {number} */ from, /** @type {string} */ rest) => {
    mark += 1;
    const parent = from === 0 ? '' : `from :${from}\n`;
    return `commit refs/heads/${branch}\nmark :${mark}\ncommitter Ada <a@example.com> ${seconds} +0000\ndata 7\nChange\n${parent}${rest}\n`;
  };
  let before = 0;
  for (let at = 0; at < commits; at += 1) {
    seconds += 600;
    const other = (at * 7919) % 400;
    const changed = [file(`d${other % 20}/f${other}.txt`, `file ${other} ${at}\n`)];
    if (at === 0) for (let one = 1; one < 400; one += 1) changed.push(file(`d${one % 20}/f${one}.txt`, `file ${one}\n`));
    if (at % 50 === 0) {
      const node = (at * 31) % nodes.length;
      nodes[node] = `  n${node}: {service: azure-storage, title: Store ${at}}\n`;
      changed.push(file(plan, `pipedraft: 1\nname: P\nnodes:\n${nodes.join('')}`));
    }
    if (at % 97 === 50) {
      yield commit('side', main, file('side.txt', `side ${at}\n`));
      side = mark;
    }
    const merged = at % 97 === 60 && side > 0 ? `merge :${side}\n` : '';
    yield commit('main', main, merged + changed.join(''));
    main = mark;
    if (at === commits - 1000) before = main;
  }
  let topic = before;
  for (let at = 0; at < 20; at += 1) {
    seconds += 1;
    yield commit('topic', topic, file('topic.txt', `topic ${at}\n`));
    topic = mark;
  }
}
