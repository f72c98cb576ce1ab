import type { Plan } from '#engine/plan';
import { digest } from '../storage/digest';

/**
 * A digest of a plan: equal plans have equal marks, whatever the order of their keys and the text that was written for them; different
 * plans have different ones.
 */
export function markOf(plan: Plan): Promise<string> {
  // the order of the nodes is part of a plan: its file keeps it
  const mark = marks.get(plan) ?? digest(`${textOf(Object.keys(plan.nodes))}${textOf({ ...plan, source: undefined })}`);
  marks.set(plan, mark);
  return mark;
}

const marks = new WeakMap<Plan, Promise<string>>();

/** The digest of any value that can be stored. */
export function digestOf(value: unknown): Promise<string> {
  return digest(textOf(value));
}

/** Plans share unedited parts and are never changed in place: the cache keeps the text of such a part. */
const known = new WeakMap<object, string>();

/** A value as text, with sorted keys and without undefined values. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = known.get(value);
  if (text === undefined) {
    text = Array.isArray(value) ? `[${value.map(textOf).join(',')}]` : textOfEntries(value as Readonly<Record<string, unknown>>);
    if (text.length < 4096) known.set(value, text); // a node, but not the list of all nodes: that changes with each edit
  }
  return text;
}

function textOfEntries(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  // a loop: otherwise the nodes of a large plan would be thousands of two-element lists
  for (const key of Object.keys(value).sort()) {
    const part = value[key];
    if (part !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(part)}`;
  }
  return `{${text}}`;
}
