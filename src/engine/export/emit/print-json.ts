import { withEscapes } from './hidden-signs';

/** Widest line of a list or map that is written on one line. */
const width = 100;

/** A value as JSON with two spaces. Lists and maps of plain values are on one line where that fits 100 characters. */
export function printJson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return quoted(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const entries: [string | undefined, unknown][] = isList
    ? value.map((item: unknown) => [undefined, item])
    : Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return `${open}${close}`;
  const label = (key: string | undefined) => (key === undefined ? '' : `${quoted(key)}: `);
  if (entries.every(([, inner]) => typeof inner !== 'object' || inner === null)) {
    const inner = entries.map(([key, one]) => `${label(key)}${quoted(one)}`).join(', ');
    const line = isList ? `[${inner}]` : `{ ${inner} }`;
    if (indent.length + line.length <= width) return line;
  }
  const deeper = `${indent}  `;
  return `${open}\n${entries.map(([key, one]) => `${deeper}${label(key)}${printJson(one, deeper)}`).join(',\n')}\n${indent}${close}`;
}

function quoted(value: unknown): string {
  return withEscapes(JSON.stringify(value));
}
