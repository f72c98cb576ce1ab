import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of unsaved work in a user-data folder, as text: the whole plans and the changes appended to them. */
export function recoveries(userData: string): string[] {
  const path = join(userData, 'recovery');
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => /\.(json|log)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(path, name), 'utf8'));
}
