import { isScalar, type LineCounter, type Scalar } from 'yaml';
import type { z } from 'zod';
import type { Place, Problem } from '../../errors';
import { nearestOf } from './unknown-keys';
import { schemaProblems, type DocumentWords } from './schema-problems';
import { placeAt, readYaml } from './yaml-text';

/** A YAML text that is not a plan, with the places of its values. */
export interface YamlRead {
  readonly value: unknown;
  /** Where the key or value at a path stands; the nearest thing above it when it is not there. */
  placeOf(path: readonly (string | number)[]): Place | undefined;
  /** Where a character of the text at a path stands; the text's beginning where YAML folds it. @param offset from 0 */
  placeIn(path: readonly (string | number)[], offset: number): Place | undefined;
}

/** Reads YAML that is not trusted, with all the limits that a plan has. */
export function readYamlValue(text: string): { readonly read: YamlRead } | { readonly problems: readonly [Problem, ...Problem[]] } {
  const result = readYaml(text);
  if ('problems' in result) return result;
  const { document, value, lines } = result.yaml;
  return {
    read: {
      value,
      placeOf: (path) => placeAt(document, lines, path),
      placeIn: (path, offset) => {
        const node = document.getIn(path, true);
        return (isScalar(node) ? placeInScalar(node, text, lines, offset) : undefined) ?? placeAt(document, lines, path);
      },
    },
  };
}

/** Everything that keeps a value from fitting a schema, with the path of each; keys that the schema does not know included. */
export function problemsAgainst(schema: z.ZodType, value: unknown, words: DocumentWords): Problem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => {
          const path = [...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)), key];
          const nearest = nearestOf(key, knownKeys(schema, path.slice(0, -1)));
          return {
            message: `"${key}" is not a key of ${words.describe(path.slice(0, -1))}.`,
            fix: nearest === undefined ? 'Remove it.' : `Did you mean "${nearest}"?`,
            path,
          };
        })
      : schemaProblems(issue, value, words),
  );
}

/** The keys that an object may have, as far as the schema says it plainly. */
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

function placeInScalar({ type, range }: Scalar, text: string, lines: LineCounter, offset: number): Place | undefined {
  if (!range) return undefined;
  const source = text.slice(range[0], range[1]);
  const at = (position: number): Place => {
    const { line, col } = lines.linePos(position);
    return { line, column: col };
  };
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
