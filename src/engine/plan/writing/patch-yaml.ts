import { isAlias, isMap, visit, type Document } from 'yaml';
import { byteOrderMark, withoutMark } from '../byte-order-mark';
import type { Plan } from '../model';
import { readYaml } from '../reading/yaml-text';
import { shapePlan } from '../reading/shape';
import { same, sameKeys } from '../same';
import { formatYaml, writePlanYaml } from './canonical';
import { documentOf, topKeys } from './document';
import { orderEntries } from './entries';
import { inTheManner } from './line-ends';
import { Patcher } from './patcher';
import { changedAnchors, withAliasesWrittenOut } from './written-out';

/*
 * Puts a changed plan into its text. Only differences are written; every other byte stays: comments, blank lines, quotes, the order of
 * keys, spaces, line ends. The text is cut and filled at the ranges that the parser reports.
 */

/**
 * @param text the file as it was opened
 * @param plan the new content
 * @returns a text that is read as `plan`, as near to `text` as possible
 */
export function patchYaml(text: string, plan: Plan): string {
  const body = withoutMark(text);
  const patched = patchInPlace(body, plan);
  if (patched !== undefined) return body === text ? patched : byteOrderMark + patched;
  return inTheManner(sound(formatYaml(body, plan), plan) ?? writePlanYaml(plan), text);
}

/**
 * The text with only its differences written, or `undefined` if the result would not be the plan. Aliases are written out where their
 * value is now different; if the text still cannot be read, all of them are.
 * @param text without a byte order mark
 */
export function patchInPlace(text: string, plan: Plan): string | undefined {
  const read = readYaml(text);
  if ('problems' in read) return undefined;
  const { document, value } = read.yaml;
  const patched = patchDocument(text, document, value, plan);
  if (patched !== undefined || !hasAliases(document)) return patched;
  const changed = changedAnchors(document.contents, value, documentOf(plan));
  for (const isMeant of [(node: unknown) => (changed as ReadonlySet<unknown>).has(node), () => true]) {
    const plainer = withAliasesWrittenOut(text, document, isMeant);
    const reread = plainer === undefined ? undefined : readYaml(plainer);
    if (plainer === undefined || !reread || 'problems' in reread) continue;
    const result = patchDocument(plainer, reread.yaml.document, reread.yaml.value, plan);
    if (result !== undefined) return result;
  }
  return undefined;
}

function patchDocument(text: string, document: Document.Parsed, value: unknown, plan: Plan): string | undefined {
  if (!isMap(document.contents)) return undefined;
  const before = value as Record<string, unknown>; // a document that is a map
  const patcher = new Patcher(text, document);
  patcher.map(document.contents, before, keepEmpty(before, documentOf(plan)), []);
  const patched = patcher.text();
  return sound(patched, plan) ?? sound(orderEntries(patched, 'nodes', Object.keys(plan.nodes)), plan);
}

function hasAliases(document: Document.Parsed): boolean {
  let found = false;
  visit(document, (_, node) => {
    found ||= isAlias(node);
    return found ? visit.BREAK : undefined;
  });
  return found;
}

/** Keeps empty parts that a person wrote. */
function keepEmpty(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...after };
  for (const [key, value] of Object.entries(before)) {
    const empty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
    if (empty && !(key in after) && (topKeys as readonly string[]).includes(key)) kept[key] = value;
  }
  return kept;
}

/** The text, when it is read as the plan, its nodes in the same order. */
function sound(text: string, plan: Plan): string | undefined {
  const read = readYaml(text);
  if ('problems' in read) return undefined;
  const shaped = shapePlan(read.yaml.value);
  if (!('plan' in shaped) || !sameKeys(shaped.plan.nodes, plan.nodes)) return undefined;
  return same(documentOf(shaped.plan), documentOf(plan)) ? text : undefined;
}
