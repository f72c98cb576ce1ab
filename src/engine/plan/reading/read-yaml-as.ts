import { isScalar, type Scalar } from 'yaml';
import type { z } from 'zod';
import type { Place, Problem } from '../../errors';
import { nearestOf } from './unknown-keys';
import type { Lines } from './lines';
import { ProblemList, type Refusal } from './problem-list';
import { limits } from '../schema';
import { checkAgainst, schemaProblems, type DocumentWords } from './schema-problems';
import { readYaml } from './yaml-text';

/** A YAML text that is not a plan, with the places of its values. */
export interface YamlRead {
  readonly value: unknown;
  /** Place of the key or value at a path; that of the nearest thing above it if it is missing. */
  placeOf(path: readonly (string | number)[]): Place | undefined;
  /** Place of a character of the text at a path; the text's beginning where YAML folds it. @param offset from 0 */
  placeIn(path: readonly (string | number)[], offset: number): Place | undefined;
}

/** Reads YAML that is not trusted, with all the limits that a plan has. */
export function readYamlValue(text: string): { readonly read: YamlRead } | Refusal {
  const result = readYaml(text);
  if ('problems' in result) return result;
  const { document, value, lines, places } = result.yaml;
  return {
    read: {
      value,
      placeOf: (path) => places.at(path),
      placeIn: (path, offset) => {
        const node = document.getIn(path, true);
        return (isScalar(node) ? placeInScalar(node, text, lines, offset) : undefined) ?? places.at(path);
      },
    },
  };
}

/**
 * Reasons why a value does not fit a schema, with the path of each, unknown keys included. A value can have very many problems: the first
 * are listed.
 */
export function problemsAgainst(schema: z.ZodType, value: unknown, words: DocumentWords): Problem[] {
  const result = checkAgainst(schema, value);
  if (result.success) return [];
  const problems = new ProblemList();
  for (const issue of result.error.issues) {
    if (problems.isFull) break;
    const found =
      issue.code === 'unrecognized_keys' ? keyProblems(issue, schema, words) : schemaProblems(issue, value, { ...words, schema });
    for (const problem of found) problems.add(problem);
  }
  return [...problems.found];
}

function keyProblems(issue: z.core.$ZodIssueUnrecognizedKeys, schema: z.ZodType, words: DocumentWords): Problem[] {
  const inside = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const known = knownKeys(schema, inside);
  return issue.keys.slice(0, limits.problems).map((key) => {
    const nearest = nearestOf(key, known);
    return {
      message: `"${key}" is not a key of ${words.describe(inside)}.`,
      fix: nearest === undefined ? 'Remove it.' : `Did you mean "${nearest}"?`,
      path: [...inside, key],
    };
  });
}

/** The keys that an object may have, as far as the schema lists them. */
function knownKeys(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  interface Definition {
    readonly innerType?: z.ZodType;
    readonly shape?: Readonly<Record<string, z.ZodType>>;
    readonly valueType?: z.ZodType;
    readonly element?: z.ZodType;
  }
  const definitionOf = (one: z.ZodType): Definition => one.def as unknown as Definition; // zod describes each kind of schema by such a definition
  let def = definitionOf(schema);
  for (const key of [...path, undefined]) {
    while (def.innerType) def = definitionOf(def.innerType);
    if (key === undefined) break;
    const next = def.shape?.[key] ?? def.valueType ?? def.element;
    if (!next) return [];
    def = definitionOf(next);
  }
  return Object.keys(def.shape ?? {});
}

function placeInScalar({ type, range }: Scalar, text: string, lines: Lines, offset: number): Place | undefined {
  if (!range) return undefined;
  const source = text.slice(range[0], range[1]);
  const at = (position: number): Place => lines.at(position);
  switch (type) {
    case 'PLAIN':
      return source.includes('\n') ? undefined : at(range[0] + offset);
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return /[\n\\]|''/.test(source) ? undefined : at(range[0] + 1 + offset);
    case 'BLOCK_LITERAL': {
      const start = source.indexOf('\n') + 1;
      const body = source.slice(start);
      const indent = /^ */.exec(body.split('\n').find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
      let left = offset;
      let position = range[0] + start;
      for (const line of body.split('\n')) {
        const length = Math.max(line.length - indent, 0);
        if (left <= length) return at(position + Math.min(indent, line.length) + left);
        left -= length + 1;
        position += line.length + 1;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
