import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const prefix = 'virtual:pipedraft-resources/';
/** The cases of the rules' tests: the pages of the rules show some of them. */
const ruleCases = join(root, 'tests', 'engine', 'validate', 'rules');

type Resources = ReturnType<typeof readResources>;

/** What each module has of the resources, so that a program which needs the prices does not read the examples. */
const parts: Readonly<Record<string, (all: () => Resources) => unknown>> = {
  catalog: (all) => {
    const { services, skills, sizes, starts, safeguards } = all();
    return { services: services.map(({ value }) => value), skills, sizes, starts, safeguards };
  },
  'price-books': (all) => all().priceBooks.map(({ value }) => value),
  scoring: (all) => all().scoring['scoring'],
  calibration: (all) => all().scoring['calibration'],
  knowledge: (all) => all().knowledge,
  limits: (all) => all().limitAccounts,
  'rule-examples': () => readRuleExamples(ruleCases),
  examples: (all) => all().examples,
  icons: (all) => all().icons,
};

/**
 * Puts what ships as data under resources/ into a build, read once at build time, since YAML is slow to parse: one module for each part.
 * The modules are described in src/resources/virtual.d.ts.
 */
export function resources(): Plugin {
  let read: Resources | undefined;
  return {
    name: 'pipedraft-resources',
    buildStart() {
      read = undefined; // the files may have changed since the last build
    },
    resolveId: (source) => (source.startsWith(prefix) ? `\0${source}` : undefined),
    load(source) {
      const part = source.startsWith(`\0${prefix}`) ? parts[source.slice(prefix.length + 1)] : undefined;
      if (!part) return undefined;
      for (const folder of [join(root, 'resources'), ruleCases]) for (const file of everyFile(folder)) this.addWatchFile(file);
      const value = part(() => (read ??= readResources(join(root, 'resources'))));
      return { code: `export default JSON.parse(${JSON.stringify(asciiJson(value))});`, moduleSideEffects: false };
    },
  };
}

/**
 * JSON of nothing but ASCII. A megabyte of text is read several times faster as JSON than as a program, and a program with a letter of
 * another alphabet takes twice the memory.
 */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @param folder the project's resources/ */
export function readResources(folder: string) {
  const services = yamlFiles(join(folder, 'catalog', 'services')).map((file) => ({
    file: basename(file),
    value: parse(readFileSync(file, 'utf8')) as unknown,
  }));
  return {
    services,
    skills: parse(readFileSync(join(folder, 'catalog', 'skills.yaml'), 'utf8')) as unknown,
    sizes: parse(readFileSync(join(folder, 'catalog', 'sizes.yaml'), 'utf8')) as unknown,
    starts: parse(readFileSync(join(folder, 'catalog', 'starts.yaml'), 'utf8')) as unknown,
    safeguards: parse(readFileSync(join(folder, 'catalog', 'safeguards.yaml'), 'utf8')) as unknown,
    priceBooks: yamlFiles(join(folder, 'pricing')).map((file) => ({
      file: basename(file),
      value: parse(readFileSync(file, 'utf8')) as unknown,
    })),
    scoring: Object.fromEntries(
      yamlFiles(join(folder, 'scoring')).map((file) => [basename(file, '.yaml'), parse(readFileSync(file, 'utf8')) as unknown]),
    ),
    knowledge: parse(readFileSync(join(folder, 'knowledge', 'entries.yaml'), 'utf8')) as unknown,
    limitAccounts: parse(readFileSync(join(folder, 'knowledge', 'limits.yaml'), 'utf8')) as unknown,
    examples: yamlFiles(join(folder, 'examples')).map((file) => ({ file: basename(file), text: readFileSync(file, 'utf8') })),
    icons: iconsOf(services.map(({ value }) => (value as { icon?: string } | null)?.icon ?? '')),
  };
}

/**
 * A wrong and a right example for each rule, from the cases of its tests: the wrong one with the most fixes, and of those the shortest;
 * the shortest right one.
 * @param folder holds a folder for each rule
 */
export function readRuleExamples(folder: string): Record<string, { readonly wrong: string; readonly right: string }> {
  const examples = readdirSync(folder).flatMap((rule) => {
    const cases = readdirSync(join(folder, rule)).map((name) => {
      const text = readFileSync(join(folder, rule, name, 'plan.yaml'), 'utf8');
      return { name, text, fixes: fixesIn(join(folder, rule, name, 'findings.json')) };
    });
    const best = (start: string) =>
      cases
        .filter(({ name }) => name.startsWith(start))
        .sort((a, b) => b.fixes - a.fixes || a.text.length - b.text.length || (a.name < b.name ? -1 : 1))[0];
    const [wrong, right] = [best('invalid-'), best('valid-')];
    return wrong && right ? [[rule, { wrong: wrong.text, right: right.text }] as const] : [];
  });
  return Object.fromEntries(examples);
}

/** Number of different fixes for the findings of a case. */
function fixesIn(file: string): number {
  if (!existsSync(file)) return 0;
  const findings = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly fixes?: readonly { readonly title: string }[] }[];
  return new Set(findings.flatMap(({ fixes = [] }) => fixes.map(({ title }) => title))).size;
}

/** The drawings of the icons that services name: elements of a 24 by 24 SVG, from the Lucide set (ISC licence). */
function iconsOf(names: readonly string[]): Record<string, unknown> {
  const path = createRequire(import.meta.url).resolve('lucide-static/icon-nodes.json');
  const all = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return Object.fromEntries([...new Set(names)].sort().flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}

function yamlFiles(folder: string): string[] {
  return everyFile(folder).filter((file) => file.endsWith('.yaml'));
}

function everyFile(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return []; // a part of resources/ that is not there yet
  }
}
