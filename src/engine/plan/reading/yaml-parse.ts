import {
  CST,
  Composer,
  Lexer,
  LineCounter,
  Parser,
  type Document,
  type DocumentOptions,
  type ErrorCode,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';
import { limits } from '../schema';

/** Options that keep YAML plain: no tags, no merge keys, no 1.1 rules. Duplicate keys are found elsewhere, in linear time. */
const options: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'core',
  version: '1.2',
  merge: false,
  uniqueKeys: false,
  resolveKnownTags: false,
  strict: true,
  keepSourceTokens: false,
};

/** An error of the parser. */
export interface YamlFault {
  readonly code: ErrorCode;
  /** In the parser's words. */
  readonly said: string;
  readonly offset: number;
}

/** Result of parsing a text. */
export interface ParsedYaml {
  /** Missing when the parser was stopped. */
  readonly document: Document.Parsed | undefined;
  readonly lines: LineCounter;
  readonly faults: readonly YamlFault[];
  /** True if the parser stopped because of too many faults. */
  readonly isCut: boolean;
  /** Place where maps and lists nest too deep; then there is no document. */
  readonly tooDeepAt: number | undefined;
  /** Offsets of the quoted texts, in order. */
  readonly quotes: readonly number[];
}

/** Thrown, and caught below, when there are as many faults as anybody reads. */
const enough = new Error('There are enough faults.');

/**
 * Parses YAML in time and memory that grow with its length alone. The parser is stopped where a text nests so deep that it would end the
 * program, and when it has found as many faults as anybody reads: each one takes far longer than valid text.
 */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const faults: YamlFault[] = [];
  const quotes: number[] = [];
  const add = (code: ErrorCode, said: string, offset: number) => {
    if (faults.length >= limits.problems) throw enough;
    faults.push({ code, said, offset });
  };
  const composer = composerThatTells(add);
  const parser = new Parser(lines.addNewLine);
  let document: Document.Parsed | undefined;
  let tooDeepAt: number | undefined;

  /** @returns true if there was no second document, which is not read */
  const take = (documents: Iterable<Document.Parsed>): boolean => {
    for (const one of documents) {
      if (document) {
        add('MULTIPLE_DOCS', '', one.range[0]);
        return false;
      }
      document = one;
    }
    return true;
  };
  const compose = (tokens: Iterable<CST.Token>): boolean => {
    for (const token of tokens) {
      // the composer would not report these
      if (token.type === 'error') add('UNEXPECTED_TOKEN', token.message, token.offset);
      else if (!take(composer.next(token))) return false;
    }
    return true;
  };

  try {
    lines.addNewLine(0);
    let previous = '';
    for (const lexeme of new Lexer().lex(text)) {
      if (previous !== CST.SCALAR && (lexeme.startsWith('"') || lexeme.startsWith("'"))) quotes.push(parser.offset);
      previous = lexeme;
      const goesOn = compose(parser.next(lexeme));
      if (parser.stack.length > limits.depth) tooDeepAt = tooDeepIn(parser.stack);
      if (!goesOn || tooDeepAt !== undefined) return { document, lines, faults, isCut: false, tooDeepAt, quotes };
    }
    if (compose(parser.end())) take(composer.end(true, text.length));
    // errors that it found outside of documents
    for (const { code, message, pos } of document?.errors ?? []) add(code, message, pos[0]);
  } catch (error) {
    if (error !== enough) throw error;
    return { document: undefined, lines, faults, isCut: true, tooDeepAt, quotes };
  }
  return { document, lines, faults, isCut: false, tooDeepAt, quotes };
}

type OnError = (source: number | readonly [number, number] | { readonly offset: number }, code: ErrorCode, message: string) => void;

/** A composer that reports each fault when it finds it: by itself it collects all of them, without a limit. */
function composerThatTells(add: (code: ErrorCode, said: string, offset: number) => void): Composer {
  const composer = new Composer(options);
  const onError: OnError = (source, code, message) =>
    add(code, message, typeof source === 'number' ? source : 'offset' in source ? source.offset : source[0]);
  // its types hide the function that it calls for each fault; a test counts the faults of a text with very many
  (composer as unknown as { onError: OnError }).onError = onError;
  return composer;
}

/** Offset of the first open map or list beyond the limit. */
function tooDeepIn(stack: readonly CST.Token[]): number | undefined {
  const open = stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection');
  return open[limits.depth]?.offset;
}
