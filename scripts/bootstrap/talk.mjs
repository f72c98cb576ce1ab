/**
 * Messages of the start scripts, on standard error: a line when something begins, and its duration. Only Node's built-ins here: these run
 * before any dependency is installed.
 */
import { spawn } from 'node:child_process';

const terminal = process.stderr.isTTY === true;

/** Prints one line. @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** A failure whose words are meant for the person at the keyboard. */
export class SetupError extends Error {
  /** @param {string} problem what went wrong  @param {string} fix what to do now */
  constructor(problem, fix) {
    super(`${problem}\n${fix}`);
    this.name = 'SetupError';
  }
}

/**
 * Runs one long piece of work, saying what it is and that it goes on: a ticking line on a terminal, a line every
 * fifteen seconds elsewhere.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  if (terminal) process.stderr.write(`${title} …`);
  else say(`${title} …`);
  const timer = setInterval(
    () => (terminal ? process.stderr.write(`\r${title} … ${seconds()} s `) : say(`  still at it after ${seconds()} s`)),
    terminal ? 1000 : 15000,
  );
  try {
    const result = await work();
    if (terminal) process.stderr.write(`\r${title}: done in ${seconds()} s\n`);
    else if (seconds() > 1) say(`  done in ${seconds()} s`);
    return result;
  } catch (error) {
    if (terminal) process.stderr.write('\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs a program to its end. Its output is passed on when `show` is set, and kept (the last 8 kB) for the error otherwise.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string; env?: NodeJS.ProcessEnv; show?: boolean; timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number; output: string; stdout: string; stderr: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && /\.(cmd|bat)$/i.test(command),
    });
    let output = '';
    let stdout = '';
    let stderr = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-8192));
    child.stdout?.on('data', (chunk) => {
      stdout += chunk.toString();
      keep(chunk);
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk.toString();
      keep(chunk);
    });
    const timer = options.timeoutMs ? setTimeout(() => child.kill('SIGKILL'), options.timeoutMs) : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: String(error.message), stdout, stderr });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? (signal ? 1 : 0), output, stdout, stderr });
    });
  });
}
