/**
 * The members of Electron's types, to compare versions: tests run on an older Electron than packages have. Run as a program with the path of
 * an electron.d.ts and its version, it writes the list that tests/main/electron-api.test.ts reads:
 * `npm pack electron@33.2.1`, unpack it, `node scripts/electron-api.mjs package/electron.d.ts 33.2.1`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * The members of each class and interface; a listener's event is a member such as `on:closed`.
 * @param {string} text of an electron.d.ts
 * @returns {Record<string, string[]>} by name of the type, sorted
 */
export function electronApi(text) {
  /** @type {Map<string, Set<string>>} */
  const types = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) {
      const name = node.name?.text ?? '';
      const members = types.get(name) ?? new Set();
      types.set(name, members);
      for (const member of node.members) for (const one of namesOf(member)) members.add(one);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('electron.d.ts', text, ts.ScriptTarget.Latest, true));
  return Object.fromEntries([...types].map(([name, members]) => [name, [...members].sort()]));
}

/** The names of a declared member: its own, and the one with its event. @param {ts.Node} member @returns {string[]} */
export function namesOf(member) {
  const named = /** @type {{ name?: ts.Node }} */ (member).name;
  if (!named || !(ts.isIdentifier(named) || ts.isStringLiteral(named))) return [];
  const [first] = ts.isMethodDeclaration(member) || ts.isMethodSignature(member) ? member.parameters : [];
  const type = first?.type;
  const event = type && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
  return event === undefined ? [named.text] : [named.text, `${named.text}:${event}`];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file = '', version = ''] = process.argv.slice(2);
  const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'tests', 'main', `electron-${version}.json`);
  writeFileSync(target, `${JSON.stringify(electronApi(readFileSync(file, 'utf8')))}\n`);
}
