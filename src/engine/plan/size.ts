import { UserError } from '../errors';
import { figure, mebibytes } from '../format';
import type { Plan } from './model';
import { limits } from './schema';

/** File format of a plan, for the limits. */
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
    `"${file}" has ${mebibytes(bytes)}; a plan in ${called[format]} has ${mebibytes(mostBytes[format])} at most.`,
    `Check that it is the file you meant. A very large plan can be split, or saved as JSON (${mebibytes(limits.jsonBytes)} at most).`,
  );
}

/**
 * Refuses to write a file that could not be opened again. Call it before anything is written.
 * @param file as the user named it
 * @param text of the file
 * @throws UserError in words for the person who saves
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
    `"${file}" was not saved: it would have ${mebibytes(bytes)}, and a plan in ${called[format]} has ${mebibytes(mostBytes[format])} at most.`,
    other,
  );
}

const saveFix = 'Nothing was written. Remove what is not needed, or split it into several plans.';

/** Contents of a plan that exceed the limits for reading, a sentence without its end for each. */
export function tooMany({ nodes, edges }: Pick<Plan, 'nodes' | 'edges'>): string[] {
  const counts = { nodes: Object.keys(nodes).length, edges: edges.length };
  return (['nodes', 'edges'] as const)
    .filter((what) => counts[what] > limits[what])
    .map((what) => `The plan has ${figure(counts[what])} ${what}, more than the ${figure(limits[what])} that a plan can have`);
}

/** Bytes of a text in UTF-8. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // each half of a pair is counted separately: two bytes
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}
