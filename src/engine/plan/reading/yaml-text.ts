import {
  CST,
  Lexer,
  LineCounter,
  isAlias,
  isCollection,
  isMap,
  isNode,
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
import { isNonEmpty, type Place, type Problem } from '../../errors';
import { isOwnKey } from '../model';
import { limits } from '../schema';
import { doubtfulProblem } from './doubtful-number';

/** Options that keep YAML plain: no tags, no merge keys, no 1.1 rules; duplicate keys are found below, in linear time. */
const options: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'core',
  version: '1.2',
  merge: false,
  uniqueKeys: false,
  resolveKnownTags: false,
  strict: true,
  logLevel: 'error', // a second document is an error
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
  const before = refuseText(text) ?? refuseDepth(text, deepestIn(text));
  if (before) return { problems: [before] };

  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    ...explain(error.code, firstLine(error.message)),
    place: place(/^Missing closing/.test(error.message) ? lastQuoteBefore(document, error.pos[0]) : error.pos[0]),
  }));
  for (const problem of structureProblems(document, place)) problems.push(problem);
  if (isNonEmpty(problems)) return { problems };

  try {
    const value: unknown = document.toJS({ maxAliasCount: limits.aliases });
    const deep = refuseUnfolded(value);
    return deep ? { problems: [deep] } : { yaml: { document, value, lines } };
  } catch (error) {
    // what yaml throws for a document whose aliases unfold to too much
    if (!(error instanceof ReferenceError)) throw error;
    return {
      problems: [
        {
          message: 'The file repeats its aliases too often: what they stand for would grow without end.',
          fix: `Write repeated values out, or use each alias at most ${limits.aliases} times.`,
          ...placeOfTooMany(document, place),
        },
      ],
    };
  }
}

/** The place of the alias with which a document repeats too much. */
function placeOfTooMany(document: Document.Parsed, place: (offset: number) => Place): Pick<Problem, 'place'> {
  const heldBy = new Map<string, number>(); // aliases behind each anchor, unfolded
  const uses = new Map<string, number>();
  let found: number | undefined;
  const count = (node: unknown): number => {
    if (isPair(node)) return count(node.key) + count(node.value);
    if (isAlias(node)) {
      const number = 1 + (heldBy.get(node.source) ?? 0);
      const used = 1 + (uses.get(node.source) ?? 0);
      uses.set(node.source, used);
      if (number * used > limits.aliases) found ??= node.range?.[0];
      return number;
    }
    if (!isCollection(node)) return 0;
    const number = (node.items as unknown[]).reduce((sum: number, item) => sum + count(item), 0);
    if (node.anchor !== undefined) heldBy.set(node.anchor, number);
    return number;
  };
  count(document.contents);
  return found === undefined ? {} : { place: place(found) };
}

/** A quote that is not closed swallows the rest of the text, so the last one is it. */
function lastQuoteBefore(document: Document.Parsed, offset: number): number {
  let last = offset;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if ((type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') && range && range[0] < offset) last = range[0];
    },
  });
  return last;
}

const tooDeep = {
  message: `The file nests more than ${limits.depth} maps or lists in each other.`,
  fix: 'A plan is never nested so deep; look for brackets that are not closed.',
};

/** What is wrong with a text before it is parsed at all. */
export function refuseText(text: string): Problem | undefined {
  const conflict = /^<{7} .*$/m.exec(text);
  if (conflict) {
    return {
      message: 'The file holds the marks of a merge that was not finished.',
      fix: 'Settle the merge: keep one side of each block between <<<<<<< and >>>>>>>.',
      place: linesOf(text).at(conflict.index),
    };
  }
  const nul = text.indexOf('\0');
  if (nul >= 0)
    return {
      message: 'This is not a text file: it holds binary data.',
      fix: 'Choose a plan: a file whose name ends in .pipedraft.yaml or .pipedraft.json.',
    };
  return undefined;
}

/** The complaint about a text that nests too deep at an offset. */
export function refuseDepth(text: string, offset: number | undefined): Problem | undefined {
  return offset === undefined ? undefined : { ...tooDeep, place: linesOf(text).at(offset) };
}

/** Whether a text holds so many brackets that it may nest too deep; a look at the words that brackets stand between is then worth its time. */
export function mayNestTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
    if (depth > limits.depth) return true;
  }
  return false;
}

/**
 * The offset at which maps and lists are nested too deep on one line. It is found before the text is parsed: the parser calls itself for
 * each level, and would end the program with some thousands. Levels that are indented cost a line each, and are counted afterwards.
 */
function deepestIn(text: string): number | undefined {
  if (!mayNestTooDeep(text) && !/(?:[-?] +){32}/.test(text)) return undefined;
  let brackets = 0;
  let dashes = 0;
  let offset = 0;
  for (const source of new Lexer().lex(text)) {
    switch (CST.tokenType(source)) {
      case 'doc-mode':
      case 'flow-error-end':
      case 'scalar':
        continue; // marks of the lexer, not in the text
      case 'flow-map-start':
      case 'flow-seq-start':
        brackets += 1;
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        brackets = Math.max(0, brackets - 1);
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        dashes += 1;
        break;
      case 'newline':
        dashes = 0;
    }
    if (brackets + dashes > limits.depth) return offset;
    offset += source.length;
  }
  return undefined;
}

/** The complaint about a value whose aliases unfold too deep, or hold themselves. */
function refuseUnfolded(value: unknown): Problem | undefined {
  const depths = new Map<object, number>();
  const depthOf = (one: unknown): number => {
    if (typeof one !== 'object' || one === null) return 0;
    const known = depths.get(one);
    if (known !== undefined) return known;
    depths.set(one, Infinity); // until it is known: who meets it on the way down is inside itself
    const depth = 1 + Object.values(one).reduce((deepest: number, inner) => Math.max(deepest, depthOf(inner)), 0);
    depths.set(one, depth);
    return depth;
  };
  const depth = depthOf(value);
  if (depth <= limits.depth) return undefined;
  return {
    message: Number.isFinite(depth)
      ? `With its aliases unfolded, the file nests more than ${limits.depth} maps or lists in each other.`
      : 'An alias stands inside what it repeats: it would never end.',
    fix: 'Write the repeated values out.',
  };
}

function structureProblems(document: Document.Parsed, place: (offset: number) => Place): Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  const at = (node: { range?: readonly [number, number, number] | null }) => (node.range ? { place: place(node.range[0]) } : {});
  visit(document, (_, node, path) => {
    if (path.length > limits.depth * 2) {
      problems.push({ ...tooDeep, ...(isCollection(node) ? at(node) : {}) });
      return visit.BREAK;
    }
    if (isAlias(node) && !anchors.has(node.source))
      problems.push({
        message: `"*${node.source}" repeats a value that is not there.`,
        fix: `Mark the value with "&${node.source}", further up in the file, or put the text in quotes.`,
        ...at(node),
      });
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
    if (isScalar(node) && node.type === 'PLAIN' && typeof node.value === 'number' && !isOwn(path)) {
      const doubtful = doubtfulProblem(node.source ?? '', at(node).place);
      if (doubtful) problems.push(doubtful);
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

/** Whether a value stands under one of the user's own keys, which hold what the user likes. */
function isOwn(path: readonly unknown[]): boolean {
  return path.some((one) => isPair(one) && isScalar(one.key) && typeof one.key.value === 'string' && isOwnKey(one.key.value));
}

/** The parser's complaint, in words that say what to do. */
function explain(code: string, message: string): Pick<Problem, 'message' | 'fix'> {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: 'A tab is used to indent this line.', fix: 'Indent with spaces.' };
    case 'BAD_INDENT':
      if (/ end with a [\]}]$/.test(message))
        return {
          message: `A "${message.slice(-1)}" is missing: what was opened further up is not closed before this line.`,
          fix: 'Close it, or indent this line deeper.',
        };
      return {
        message: 'This line is indented differently from the lines it belongs to.',
        fix: 'Give the keys of one map the same indentation.',
      };
    case 'MISSING_CHAR':
      if (/^Missing closing/.test(message))
        return { message: 'The text that starts here has no closing quotation mark.', fix: 'Put one where the text ends.' };
      if (/^Implicit map key/.test(message))
        return { message: 'This line has no ":" after its key.', fix: 'Write it as "key: value", or remove the line.' };
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

/** Finds line and column of offsets in a text. */
export function linesOf(text: string): { at: (offset: number) => Place } {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return {
    at: (offset) => {
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    },
  };
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
