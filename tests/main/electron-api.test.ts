import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it, vi } from 'vitest';
import { namesOf } from '../../scripts/electron-api.mjs';

/*
 * Packages have the Electron that package.json pins; where its download is out of reach, tests run on an older one. The compiler sees to it
 * that only what the pinned version has is used; this test does the same for the older one, by the list of its members.
 */

vi.setConfig({ testTimeout: 120_000 }); // compiling on a busy machine

const root = join(import.meta.dirname, '..', '..');
const [, older = ''] = /version: '([\d.]+)'/.exec(readFileSync(join(root, 'scripts/bootstrap/runtime.mjs'), 'utf8')) ?? [];
const has = JSON.parse(readFileSync(join(import.meta.dirname, `electron-${older}.json`), 'utf8')) as Record<string, readonly string[]>;

const typings = join(root, 'node_modules/electron/electron.d.ts');

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  types: [],
  lib: ['lib.es2023.d.ts'],
};

/** Uses of Electron in some files, as `Type.member`, with their places. */
function usesIn(files: readonly string[]): ReadonlyMap<string, string> {
  const host = ts.createCompilerHost(options);
  // Electron and files of the same part alone: the types of all else make compiling ten times slower
  host.resolveModuleNameLiterals = (imports, from) =>
    imports.map(({ text }) => {
      if (text === 'electron') return { resolvedModule: { resolvedFileName: typings, extension: ts.Extension.Dts } };
      return text.startsWith('.') ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined };
    });
  const program = ts.createProgram([...files, typings], options, host);
  const checker = program.getTypeChecker();
  const uses = new Map<string, string>();
  for (const source of program.getSourceFiles().filter(({ fileName }) => files.includes(fileName))) visit(source, source);
  return uses;

  function visit(node: ts.Node, source: ts.SourceFile): void {
    const declared = isListening(node)
      ? [checker.getResolvedSignature(node)?.declaration]
      : ts.isPropertyAccessExpression(node)
        ? checker.getSymbolAtLocation(node.name)?.declarations
        : ts.isObjectLiteralExpression(node)
          ? node.properties.flatMap((one) => membersOf(checker.getContextualType(node), one.name?.getText().replace(/['"]/g, '')))
          : [];
    for (const declaration of declared ?? []) if (declaration) note(declaration, node, source, isListening(node));
    ts.forEachChild(node, (child) => visit(child, source));
  }

  function membersOf(type: ts.Type | undefined, name: string | undefined): readonly ts.Declaration[] {
    return (name === undefined || !type ? undefined : checker.getNonNullableType(type).getProperty(name)?.declarations) ?? [];
  }

  function note(declaration: ts.Node, node: ts.Node, source: ts.SourceFile, withEvent: boolean): void {
    const { parent } = declaration;
    if (!/electron[\\/]electron\.d\.ts$/.test(declaration.getSourceFile().fileName)) return;
    if (!parent || !(ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent))) return;
    const names = namesOf(declaration);
    const name = withEvent ? names.at(-1) : names[0];
    if (name === undefined) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    uses.set(`${parent.name?.text ?? ''}.${name}`, `${source.fileName.slice(root.length + 1)}:${line + 1}`);
  }
}

/** A call that names an event; to resolve every call takes long. */
function isListening(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(on|once|off)$/.test(node.expression.name.text);
}

const filesBelow = (...folders: readonly string[]) =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name).replaceAll('\\', '/')),
  );

const isIn = (use: string) => {
  const [type = '', member = ''] = use.split('.');
  return has[type]?.includes(member) === true;
};

it('only what both versions of Electron have is used', () => {
  const uses = usesIn(filesBelow('src/main', 'src/preload'));
  // what every start needs is among them: the test sees the uses
  expect([...uses.keys()]).toEqual(
    expect.arrayContaining(['App.requestSingleInstanceLock', 'App.on:second-instance', 'BaseWindow.setTitle']),
  );
  expect([...uses.keys()].some((use) => use.startsWith('WebPreferences.'))).toBe(true);
  expect(isIn('App.noSuchMember')).toBe(false);
  expect([...uses].filter(([use]) => !isIn(use)).map(([use, place]) => `${place} uses ${use}`)).toEqual([]);
});
