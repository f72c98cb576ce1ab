import type { Plan } from '#engine/plan';

/** Two plans that say the same have the same mark, whatever the order of their keys; any other plan has another. */
export function markOf(plan: Plan): Promise<string> {
  // the order of the nodes is part of what a plan says: its file keeps it
  const mark = marks.get(plan) ?? digest(`${textOf(Object.keys(plan.nodes))}${textOf(plan)}`);
  marks.set(plan, mark);
  return mark;
}

const marks = new WeakMap<Plan, Promise<string>>();

/** Of any value that can be stored, in the same way. */
export function digestOf(value: unknown): Promise<string> {
  return digest(textOf(value));
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Plans share what an edit did not touch, and are never changed in place: what was written out once is not written out again. */
const known = new WeakMap<object, string>();

/** A value as text, keys in order, what is undefined left out. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = known.get(value);
  if (text === undefined) {
    text = Array.isArray(value) ? `[${value.map(textOf).join(',')}]` : textOfEntries(value as Readonly<Record<string, unknown>>);
    if (text.length < 4096) known.set(value, text); // a node, not the list of all of them: that is another after each edit
  }
  return text;
}

function textOfEntries(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  // a loop: the nodes of a large plan would be thousands of lists of two otherwise
  for (const key of Object.keys(value).sort()) {
    const part = value[key];
    if (part !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${textOf(part)}`;
  }
  return `{${text}}`;
}
