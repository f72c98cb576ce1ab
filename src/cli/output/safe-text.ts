import { escapeOf, shortName, shortText } from '#engine/plan';

/*
 * Output of the command appears in terminals and in logs of build servers, and both act on it: a terminal on control characters, a build
 * server on lines such as "##vso[…]" and "::error::…". Names, titles, keys and paths come from files of others. So every text for a
 * person passes here and can no longer act: invisible characters and commands are shown as an escape, such as \u001b.
 *
 * - A value is made safe where it is put into a line (`safe`), so that one value never becomes two lines. In reports for a person it is
 * shortened, too (`shownText`, `shownName`).
 * - All output is made safe once more as a whole (`safeLines`), so that neither wrapping nor joining makes a command, and a forgotten
 * value does nothing either.
 *
 * Sources: Azure Pipelines agent, Command.TryParse ("##vso[" anywhere in a line); GitHub Actions runner, ActionCommand.TryParse ("##["
 * anywhere) and TryParseV2 ("::name::" at the start of a line, after white space); TeamCity, service messages ("##teamcity[").
 */

/** Characters that are invisible, or change how others are shown. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{E0000}-\u{E0FFF}]/gu;
/** Joiners and variation selectors of emoji; they stay. */
const kept = /^[\u200D\uFE00-\uFE0F]$/u;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Commands of build servers: "##name[" anywhere, "::name::" anywhere, "::" at the start of a line; our own colours may precede it. */
const hashCommand = /##(?=\w*\[)/g;
const colonCommand = /::(?=[\w-]+(?:[ ,][^\n]*?)?::)/g;

const colonStart = /^((?:[^\S\n]|\u001b\[\d+m)*):(?=:)/gm;

/** A value on one line: invisible characters are written as escapes. */
export function visible(text: string): string {
  return text.replace(unseen, (sign, at: number) => (isKept(sign, at, text) ? sign : (short[sign] ?? escapeOf(sign))));
}

/** A value that is safe anywhere in the output: on one line, and no command. */
export function safe(text: string): string {
  return inert(visible(text));
}

/** A value as a report for a person shows it: shortened, on one line, and no command. */
export function shownText(text: string): string {
  return safe(shortText(text));
}

/** A name, such as that of a plan or a pack, as a report for a person shows it. */
export function shownName(text: string): string {
  return safe(shortName(text));
}

/**
 * Makes the complete output safe, line by line.
 * @param colour true if it may contain the codes of `styleOf`
 */
export function safeLines(text: string, colour: boolean): string {
  const own = colour ? /(\u001b\[(?:0|1|2|31|32|33|34)m|\n)/ : /(\n)/;
  return inert(
    text
      .split(own)
      .map((part, at) => (at % 2 === 1 ? part : visible(part)))
      .join(''),
  );
}

/** Equivalent JSON that neither acts in a log nor hides anything: invisible characters are written as \uXXXX. */
export function safeJson(text: string): string {
  return text
    .replace(unseen, (sign) => (sign === '\n' ? sign : codeUnits(sign)))
    .replace(hashCommand, '#\\u0023')
    .replace(colonCommand, ':\\u003a');
}

/** Equivalent XML or SVG that does not act in a log; characters that XML cannot hold were replaced before. */
export function safeXml(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD') // half a character
    .replace(unseen, (sign) => (/[\n\t]/.test(sign) ? sign : `&#x${codePoint(sign)};`))
    .replace(hashCommand, '&#35;&#35;')
    .replace(colonCommand, '&#58;&#58;')
    .replace(colonStart, '$1&#58;');
}

/** True if something in a text would act, or would be invisible. Lines and tabs are fine. */
export function acts(text: string): boolean {
  return safeLines(text.replaceAll('\t', ' '), false) !== text.replaceAll('\t', ' ');
}

/** A value as JSON, indented, for standard output. */
export function jsonText(value: unknown): string {
  return `${safeJson(JSON.stringify(value, null, 2))}\n`;
}

/** A value as JSON on one line, for a stream of them. */
export function lineOfJson(value: unknown): string {
  return `${safeJson(JSON.stringify(value))}\n`;
}

function inert(text: string): string {
  return text.replace(hashCommand, '#\\u0023').replace(colonCommand, ':\\u003a').replace(colonStart, '$1\\u003a');
}

function isKept(sign: string, at: number, text: string): boolean {
  if (!kept.test(sign)) return false;
  // a variation selector belongs to the character before it; alone it is invisible
  if (sign !== '\u200D') return at > 0 && !/\s/.test(text[at - 1] ?? ' ');
  return (
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
    /^\p{Extended_Pictographic}/u.test(text.slice(at + 1, at + 3))
  );
}

function codePoint(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}

function codeUnits(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
