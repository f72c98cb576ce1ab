/** The licences of what the application is built with, as THIRD-PARTY-LICENCES.md holds them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that are only needed to build, of which something ends up in the application. */
const bundled = new Set(['node_modules/@lucide/svelte']);

/** @type {Readonly<Record<string, string>>} Licences of packages that have their text but do not name them. */
const unnamed = { 'png-js': 'MIT' };

/**
 * A package of package-lock.json.
 * @typedef {{ version: string; dev?: boolean; license?: string; cpu?: readonly string[]; integrity?: string }} LockedPackage
 */

/**
 * Whether a package ends up in the application. A program for one kind of machine belongs to the package that chooses it.
 * @param {string} path @param {LockedPackage} locked
 */
export function isShipped(path, { dev, cpu }) {
  return path !== '' && !cpu && !path.includes('node_modules/@types/') && (!dev || bundled.has(path));
}

/** @param {string} name @param {LockedPackage} locked @returns {string | undefined} */
export function licenceOf(name, { license }) {
  return license ?? unnamed[name];
}

/**
 * @param {string} root the checkout, with its dependencies installed
 * @param {(name: string) => boolean} isIn whether a package is in what is shipped
 * @returns {string} Markdown
 */
export function thirdPartyLicences(root, isIn = () => true) {
  /** @type {Record<string, LockedPackage>} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const parts = [
    '# Licences of what Pipedraft is built with',
    'Made by `npm run generate` from the packages that are in the application or the command. Electron and Chromium come with their own: the runtime has them beside it, as `LICENSE` and `LICENSES.chromium.html`.',
  ];
  for (const [path, locked] of Object.entries(packages)) {
    if (!isShipped(path, locked)) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!isIn(name)) continue;
    const file = readdirSync(join(root, path)).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
    const text = file
      ? readFileSync(join(root, path, file), 'utf8')
          .replaceAll('\r\n', '\n')
          .trim()
      : 'The package names its licence, and has no text of it.';
    parts.push(`## ${name} ${locked.version}: ${licenceOf(name, locked)}`, `\`\`\`\`text\n${text.replace(/[ \t]+$/gm, '')}\n\`\`\`\``);
  }
  return `${parts.join('\n\n')}\n`;
}
