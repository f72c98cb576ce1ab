import type { ErrorCode } from 'yaml';
import type { Problem } from '../../errors';

type Words = Pick<Problem, 'message' | 'fix'>;

const bracketsFix = 'Quotes, brackets and braces come in pairs: close what was opened.';
const quoteFix = 'Put texts with special characters in quotes.';
const plainFix = 'Remove it: a plan holds plain text, numbers, lists and maps.';

/**
 * The parser's error in words that include the fix.
 * @param said the parser's own words: read to distinguish errors, never shown
 */
export function yamlWords(code: ErrorCode, said: string): Words {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: 'A tab is used to indent this line.', fix: 'Indent with spaces.' };
    case 'BAD_INDENT':
      return badIndent(said);
    case 'MISSING_CHAR':
      return missingCharacter(said);
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return { message: 'This line is no "key: value".', fix: 'Write a space after the colon, and put a text that holds ": " in quotes.' };
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return {
        message: 'The file uses a YAML tag (a word that starts with "!").',
        fix: 'Remove the tag: a plan holds plain text, numbers, lists and maps.',
      };
    case 'MULTIPLE_TAGS':
      return { message: 'Two YAML tags (words that start with "!") stand before one value.', fix: plainFix.replace('it', 'them') };
    case 'MULTIPLE_ANCHORS':
      return { message: 'Two names (words that start with "&") stand before one value.', fix: 'Keep one of them.' };
    case 'BAD_PROP_ORDER':
      return {
        message: 'A word that starts with "&" or "!" is before the "-", "?" or ":" of this line.',
        fix: 'Write it behind that character, or put the text in quotes.',
      };
    case 'ALIAS_PROPS':
      return {
        message: 'A word that starts with "&" or "!" is before one that starts with "*".',
        fix: 'Keep the "*" word alone: it repeats a value that has its name already.',
      };
    case 'BAD_ALIAS':
      return {
        message: 'The name behind a "&" or "*" is missing, or ends with a colon.',
        fix: 'Write a name of letters and digits, or put the text in quotes.',
      };
    case 'UNEXPECTED_TOKEN':
      return unexpected(said);
    case 'MULTIPLE_DOCS':
      return { message: 'The file holds several documents, separated by "---".', fix: 'Keep one plan in a file.' };
    case 'BAD_DIRECTIVE':
      return { message: 'A line that starts with "%" is an instruction to YAML, and a plan has none.', fix: 'Remove the line.' };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'A "\\" in quotes is followed by something that it cannot stand before.',
        fix: 'Write "\\\\" for a backslash, or put the text in single quotes.',
      };
    case 'BAD_SCALAR_START':
      return {
        message: `A text without quotes cannot start with ${/(?:character|start with) (\S+)$/.exec(said)?.[1] ?? 'this character'}.`,
        fix: 'Put the text in quotes.',
      };
    case 'BLOCK_IN_FLOW':
      return {
        message: 'A list or map of several lines is inside brackets or braces.',
        fix: 'Write it in brackets or braces too, or write all of it on lines of its own.',
      };
    case 'KEY_OVER_1024_CHARS':
      return { message: 'A key has more than 1,024 characters.', fix: 'Choose a shorter key, or look for a ":" that belongs into quotes.' };
    case 'DUPLICATE_KEY':
      return { message: 'A key is in the same map twice.', fix: 'Remove or rename one of them: only one could count.' };
    case 'NON_STRING_KEY':
      return { message: 'A key is not read as text.', fix: 'Put it in quotes.' };
    case 'IMPOSSIBLE':
    case 'RESOURCE_EXHAUSTION':
      return { message: 'This part of the file cannot be read as YAML.', fix: 'Check quotes, brackets and indentation in a text editor.' };
  }
}

function badIndent(said: string): Words {
  const bracket = / end with a ([\]}])$/.exec(said)?.[1];
  return bracket === undefined
    ? { message: 'This line is indented differently from the lines it belongs to.', fix: 'Give the keys of one map the same indentation.' }
    : {
        message: `A "${bracket}" is missing: what was opened further up is not closed before this line.`,
        fix: 'Close it, or indent this line deeper.',
      };
}

function missingCharacter(said: string): Words {
  if (isOpenQuote(said))
    return { message: 'The text that starts here has no closing quotation mark.', fix: 'Put one where the text ends.' };
  if (/^Implicit map key/.test(said))
    return { message: 'This line has no ":" after its key.', fix: 'Write it as "key: value", or remove the line.' };
  if (/^Comments must/.test(said))
    return { message: 'A comment starts right behind a value.', fix: 'Put a space before the "#", or the text in quotes.' };
  if (/^Tags and anchors/.test(said))
    return {
      message: 'A word that starts with "&" or "!" is not followed by a space.',
      fix: 'Put a space behind it, or the text in quotes.',
    };
  if (/^Missing space after/.test(said)) return { message: 'A space is missing behind a ":".', fix: 'Write it as "key: value".' };
  if (/^Missing , or :/.test(said)) return { message: 'A comma or a colon is missing between two values.', fix: bracketsFix };
  if (/^Missing ,/.test(said)) return { message: 'A comma is missing between two values.', fix: 'Put one between them.' };
  if (/^Sequence item/.test(said)) return { message: 'This line of a list does not start with "- ".', fix: 'Start it with "- ".' };
  if (/directives-end/.test(said))
    return {
      message: 'What follows a line that starts with "%" or "---" is not on a line of its own.',
      fix: 'Remove that line: a plan needs none.',
    };
  const bracket = / end with a ([\]}])$/.exec(said)?.[1];
  return { message: bracket === undefined ? 'A character is missing here.' : `A "${bracket}" is missing here.`, fix: bracketsFix };
}

/** True if the parser's error is an unclosed quotation mark. */
export function isOpenQuote(said: string): boolean {
  return /^Missing closing/.test(said);
}

/** Names of the pieces of a text: the parser's and ours. */
const pieces: Readonly<Record<string, string>> = {
  alias: 'a word that starts with "*"',
  anchor: 'a word that starts with "&"',
  'block-scalar-header': 'a "|" or ">"',
  comma: 'a comma',
  comment: 'a comment',
  'directive-line': 'a line that starts with "%"',
  'doc-end': '"..."',
  'doc-start': '"---"',
  'double-quoted-scalar': 'a text in quotes',
  'explicit-key-ind': 'a "?"',
  'flow-map-end': 'a "}"',
  'flow-map-start': 'a "{"',
  'flow-seq-end': 'a "]"',
  'flow-seq-start': 'a "["',
  'map-value-ind': 'a ":"',
  scalar: 'a text',
  'seq-item-ind': 'a "-"',
  'block-seq-ind': 'a "-"',
  'single-quoted-scalar': 'a text in quotes',
  tag: 'a word that starts with "!"',
};

function unexpected(said: string): Words {
  if (/extra characters/.test(said)) return { message: 'There is text behind a "|" or ">".', fix: 'Begin the text on the next line.' };
  if (/empty item/.test(said)) return { message: 'There is nothing between two commas.', fix: 'Remove one of them.' };
  const word = /^Unexpected (\S+)/.exec(said)?.[1] ?? '';
  const piece = pieces[word] ?? (/^[,\-?:]$/.test(word) ? `a "${word}"` : undefined);
  return { message: piece === undefined ? 'YAML does not allow this here.' : `YAML does not allow ${piece} here.`, fix: quoteFix };
}
