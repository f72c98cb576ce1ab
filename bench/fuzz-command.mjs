/** Runs the command that ships over texts, several in one process, and finds the text that breaks a law. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = join(dirname(fileURLToPath(import.meta.url)), '../out/cli/pipedraft.mjs');

/** Command lines that take any number of plans. */
const commandLines = [
  ...['text', 'json', 'sarif', 'junit', 'markdown'].map((format) => ['check', '--today', '2026-11-21', '--format', format]),
  ['fmt', '--check'],
];

/**
 * @typedef {{ number: number, name: string, text: string }} Case
 * @typedef {{ args: readonly string[], exit: number | null, out: string, talk: string }} Answer
 */

/**
 * Laws that a batch of texts breaks. A failing batch is tried again text by text, so that each law is reported with its text.
 * @template {{ law: string, why: string }} Broken
 * @param {readonly Case[]} cases
 * @param {number} turn number of the command line to use
 * @param {(answer: Answer) => readonly Broken[]} brokenBy
 * @returns {Promise<(Broken & Case)[]>}
 */
export async function tryBatch(cases, turn, brokenBy) {
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-fuzz-'));
  try {
    const files = cases.map(({ number, name, text }) => {
      const file = join(folder, `${number}-${name}`);
      writeFileSync(file, text);
      return file;
    });
    const line = commandLines[turn % commandLines.length] ?? [];
    const broken = brokenBy(await answerTo([...line, ...files]));
    if (broken.length === 0) return [];
    /** @type {(Broken & Case)[]} */
    const alone = [];
    for (const [at, file] of files.entries()) {
      const one = cases[at];
      if (one) alone.push(...brokenBy(await answerTo([...line, file])).map((each) => ({ ...each, ...one })));
    }
    const [first] = cases;
    return alone.length > 0 || !first ? alone : broken.map((each) => ({ ...each, ...first, why: `only in a batch: ${each.why}` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} args @returns {Promise<Answer>} */
function answerTo(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
    /** @type {Buffer[]} */
    const out = [];
    /** @type {Buffer[]} */
    const talk = [];
    child.stdout.on('data', (piece) => out.push(piece));
    child.stderr.on('data', (piece) => talk.push(piece));
    child.on('error', reject);
    child.on('close', (exit) => resolve({ args, exit, out: Buffer.concat(out).toString(), talk: Buffer.concat(talk).toString() }));
  });
}
