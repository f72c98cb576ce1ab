import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** The reason why this machine cannot mount a disk in memory; undefined if it can. */
export const whyNoMounts: string | undefined =
  process.platform !== 'linux' ? 'only Linux mounts disks in memory' : process.getuid?.() === 0 ? undefined : 'only root mounts disks';

/**
 * Mounts a disk in memory on a new folder.
 * @returns functions that make it read-only and that unmount it
 */
export function mountDisk(folder: string, sizeKb: number): { readonly freeze: () => void; readonly unmount: () => void } {
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKb}k`, 'tmpfs', folder]);
  return {
    freeze: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    unmount: () => void execFileSync('umount', ['-l', folder]),
  };
}
