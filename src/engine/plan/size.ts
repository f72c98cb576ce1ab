import { UserError } from '../errors';
import type { Plan } from './model';
import { limits } from './schema';

/** Which format a plan is written in, as limits know it. */
type Format = 'yaml' | 'json';

const mostBytes: Readonly<Record<Format, number>> = { yaml: limits.yamlBytes, json: limits.jsonBytes };
const called: Readonly<Record<Format, string>> = { yaml: 'YAML', json: 'JSON' };

/**
 * Refuses a file by its size alone, before it is read.
 * @param file as the user named it
 * @param bytes length of the file
 * @throws UserError when it is larger than a plan may be
 */
export function checkReadable(file: string, format: Format, bytes: number): void {
  if (bytes <= mostBytes[format]) return;
  throw new UserError(
    `"${file}" has ${mib(bytes)} MiB; a plan in ${called[format]} has ${mib(mostBytes[format])} MiB at most.`,
    `Check that it is the file you meant. A very large plan can be split, or saved as JSON (${mib(limits.jsonBytes)} MiB at most).`,
  );
}

/**
 * Refuses to write what could not be opened again. Call it before anything is written.
 * @param file as the user named it
 * @param text of the file
 * @throws UserError in words for whoever saves
 */
export function checkWritable(file: string, format: Format, text: string, plan: Plan): void {
  const [excess] = tooMany(plan);
  if (excess !== undefined)
    throw new UserError(
      `"${file}" was not saved: ${excess.charAt(0).toLowerCase()}${excess.slice(1)}, and could not be opened again.`,
      saveFix,
    );
  const bytes = utf8Length(text);
  if (bytes <= mostBytes[format]) return;
  const other =
    format === 'yaml' && bytes < limits.jsonBytes ? 'Save it as JSON, which may be larger, or split it into several plans.' : saveFix;
  throw new UserError(
    `"${file}" was not saved: it would have ${mib(bytes)} MiB, and a plan in ${called[format]} has ${mib(mostBytes[format])} MiB at most.`,
    other,
  );
}

const saveFix = 'Nothing was written. Remove what is not needed, or split it into several plans.';

/** What of a plan there is more of than can be read again, a sentence without its end for each. */
export function tooMany({ nodes, edges }: Pick<Plan, 'nodes' | 'edges'>): string[] {
  const counts = { nodes: Object.keys(nodes).length, edges: edges.length };
  return (['nodes', 'edges'] as const)
    .filter((what) => counts[what] > limits[what])
    .map((what) => `The plan has ${grouped(counts[what])} ${what}, more than the ${grouped(limits[what])} that a plan can have`);
}

/** `100000` as `100,000`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function mib(bytes: number): string {
  const amount = bytes / 1024 / 1024;
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(1);
}

/** Bytes of a text in UTF-8. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // each half of a pair is counted by itself: two bytes
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}
