/** What a torture run does to the files of the application, and what it finds in them. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const mounts = process.platform === 'linux' && process.getuid?.() === 0;

/** Makes a folder one that nothing can be written to: a full disk or a read-only one. @param {string} folder @param {'full' | 'read-only'} how @returns {() => void} what undoes it */
export function close(folder, how) {
  mkdirSync(folder, { recursive: true });
  if (!mounts) {
    chmodSync(folder, 0o500);
    return () => chmodSync(folder, 0o700);
  }
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (how === 'read-only') execFileSync('mount', ['-o', 'remount,ro', folder]);
  else fill(join(folder, 'filler'));
  return () => void execFileSync('umount', ['-l', folder]);
}

/** @param {string} file */
function fill(file) {
  try {
    writeFileSync(file, Buffer.alloc(1024 * 1024));
  } catch {
    // that is what it is for
  }
}

/** Damages a file of unsaved work. @param {string} folder @param {number} chance from 0 to 1 @returns {string} what was done, for the report */
export function damage(folder, chance) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(json|log)$/.test(name)) : [];
  const name = names[Math.floor(chance * names.length)];
  if (name === undefined) return 'nothing to damage';
  const file = join(folder, name);
  const bytes = readFileSync(file);
  const place = Math.floor(((chance * 7919) % 1) * bytes.length);
  if (chance < 0.4) truncateSync(file, place);
  else if (chance < 0.7)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, place), Buffer.from([0, 255, 0]), bytes.subarray(place + 3)]));
  else writeFileSync(file, chance < 0.85 ? '' : 'something else');
  return `${name} damaged`;
}

/** What the plan's file says: the highest number, or nothing for one that is torn. @param {string} file @returns {number | undefined} */
export function numberIn(file) {
  const text = readFileSync(file, 'utf8');
  if (!/^pipedraft: 1\n/.test(text) || !/\n# the end\n$/.test(text)) return undefined;
  return Math.max(0, ...[...text.matchAll(/number (\d+)/g)].map(([, number]) => Number(number)));
}

/** Files beside the plan and unsaved work that should not be there, without what was set aside. @param {string} plans @param {string} recovery */
export function leftBehind(plans, recovery) {
  const kept = existsSync(recovery) ? readdirSync(recovery) : [];
  return { plans: readdirSync(plans).filter((name) => name.endsWith('.tmp')), recovery: kept.filter((name) => !name.includes('broken')) };
}

/** @param {string} recovery */
export function clearBroken(recovery) {
  if (!existsSync(recovery)) return;
  for (const name of readdirSync(recovery)) if (name.includes('broken')) rmSync(join(recovery, name), { recursive: true });
}
