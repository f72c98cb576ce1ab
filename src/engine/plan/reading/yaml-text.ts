import {
  LineCounter,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type Node,
  type ParseOptions,
  type DocumentOptions,
  type SchemaOptions,
} from 'yaml';
import type { Place, Problem } from '../../errors';
import { limits } from '../schema';

/** Options that keep YAML plain: no tags, no merge keys, no 1.1 rules; duplicate keys are found below, in linear time. */
const options: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'core',
  version: '1.2',
  merge: false,
  uniqueKeys: false,
  resolveKnownTags: false,
  strict: true,
  logLevel: 'silent',
  keepSourceTokens: false,
};

/** A YAML text that was read without a problem. */
export interface YamlText {
  readonly document: Document.Parsed;
  readonly value: unknown;
  readonly lines: LineCounter;
}

/** Reads YAML that is not trusted. Every problem of the text is listed; a text with one yields no value. */
export function readYaml(text: string): { readonly yaml: YamlText } | { readonly problems: readonly [Problem, ...Problem[]] } {
  const before = refuseText(text);
  if (before) return { problems: [before] };

  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    ...explain(error.code, firstLine(error.message)),
    place: place(error.pos[0]),
  }));
  problems.push(...structureProblems(document, place));
  const [first, ...rest] = problems;
  if (first) return { problems: [first, ...rest] };

  try {
    return { yaml: { document, value: document.toJS({ maxAliasCount: limits.aliases }), lines } };
  } catch (error) {
    // yaml gives up on a document whose aliases unfold to too much
    return {
      problems: [
        {
          message: `The file repeats its aliases too often: ${firstLine(error instanceof Error ? error.message : String(error))}.`,
          fix: `Write repeated values out, or use each alias at most ${limits.aliases} times.`,
        },
      ],
    };
  }
}

/** What is wrong with a text before it is parsed at all. */
export function refuseText(text: string): Problem | undefined {
  const conflict = /^<{7} .*$/m.exec(text);
  if (conflict) {
    return {
      message: 'The file holds the marks of a merge that was not finished.',
      fix: 'Settle the merge: keep one side of each block between <<<<<<< and >>>>>>>.',
      place: placeOf(text, conflict.index),
    };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return {
      message: 'This is not a text file: it holds binary data.',
      fix: 'Choose a plan: a file whose name ends in .pipedraft.yaml or .pipedraft.json.',
    };
  const deep = tooDeep(text);
  return deep === undefined
    ? undefined
    : {
        message: `The file nests more than ${limits.depth} maps or lists in each other.`,
        fix: 'A plan is never nested so deep; look for brackets that are not closed.',
        place: placeOf(text, deep),
      };
}

/** The offset at which brackets are nested too deep, looking past quoted texts and comments. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quote) {
      if (character === '\\' && quote === '"') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      // an apostrophe inside a word opens no text
      if (/[\s[{,:-]/.test(text[at - 1] ?? ' ')) quote = character;
    } else if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      at = text.indexOf('\n', at);
      if (at < 0) return undefined;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > limits.depth) return at;
    } else if ((character === ']' || character === '}') && depth > 0) {
      depth -= 1;
    }
  }
  return undefined;
}

function structureProblems(document: Document.Parsed, place: (offset: number) => Place): Problem[] {
  const problems: Problem[] = [];
  const at = (node: { range?: readonly [number, number, number] | null }) => (node.range ? { place: place(node.range[0]) } : {});
  visit(document, (_, node, path) => {
    if (path.length > limits.depth * 2) {
      problems.push({
        message: `The file nests more than ${limits.depth} maps or lists in each other.`,
        fix: 'A plan is never nested so deep.',
        ...(isCollection(node) ? at(node) : {}),
      });
      return visit.BREAK;
    }
    if (!isMap(node)) return undefined;
    const seen = new Set<string>();
    for (const { key } of node.items) {
      if (!isScalar(key)) {
        problems.push({
          message: 'A key must be a word, not a list or a map.',
          fix: 'Put quotes around it, or write the value after a key.',
          ...(isCollection(key) || isAlias(key) ? at(key) : {}),
        });
        continue;
      }
      const name = String(key.value);
      if (typeof key.value !== 'string') {
        problems.push({ message: `The key ${name} is not read as text.`, fix: `Put it in quotes: "${name}".`, ...at(key) });
      } else if (name === '__proto__' || name === 'constructor' || name === 'prototype') {
        problems.push({ message: `"${name}" cannot be used as a key.`, fix: 'Choose another name.', ...at(key) });
      } else if (seen.has(name)) {
        problems.push({
          message: `The key "${name}" stands twice in the same map.`,
          fix: 'Remove or rename one of them: only one could count.',
          ...at(key),
        });
      }
      seen.add(name);
    }
    return undefined;
  });
  return problems;
}

/** The parser's complaint, in words that say what to do. */
function explain(code: string, message: string): Pick<Problem, 'message' | 'fix'> {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: 'A tab is used to indent this line.', fix: 'Indent with spaces.' };
    case 'BAD_INDENT':
      return {
        message: 'This line is indented differently from the lines it belongs to.',
        fix: 'Give the keys of one map the same indentation.',
      };
    case 'MISSING_CHAR':
      return {
        message: `A character is missing here: ${lower(message)}.`,
        fix: 'Close what was opened: quotes, brackets and braces come in pairs.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_COLON':
      return { message: 'This line is no "key: value".', fix: 'Write a space after the colon, and put a text that holds ": " in quotes.' };
    case 'TAG_RESOLVE_FAILED':
      return {
        message: 'The file uses a YAML tag (a word that starts with "!").',
        fix: 'Remove the tag: a plan holds plain text, numbers, lists and maps.',
      };
    case 'UNEXPECTED_TOKEN':
      return {
        message: `Something stands here that YAML does not allow: ${lower(message)}.`,
        fix: 'Put texts with special characters in quotes.',
      };
    case 'MULTIPLE_DOCS':
      return { message: 'The file holds several documents, separated by "---".', fix: 'Keep one plan in a file.' };
    default:
      return { message: `This is not YAML: ${lower(message)}.`, fix: 'Mend the line in a text editor.' };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '');
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Line and column of an offset in a text. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Where the value at a path stands; the place of the nearest thing above it when it is not there. */
export function placeAt(document: Document.Parsed, lines: LineCounter, path: readonly (string | number)[]): Place | undefined {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0];
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (!isCollection(node)) break;
    const item: unknown = isMap(node) ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === key) : node.items[Number(key)];
    if (item === undefined) break;
    if (isPair(item)) {
      if (isScalar(item.key)) offset = item.key.range?.[0] ?? offset;
      node = item.value as Node | null; // documents that were parsed hold nodes
    } else {
      node = item as Node;
      offset = node.range?.[0] ?? offset;
    }
  }
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
