import { counted } from '#engine/format';

/** Characters that are named before the rest is counted. */
const named = 8;

/** Says which characters a packet shows as boxes, since no font of it has them; nothing if there are none. */
export function missingCharacters(missing: readonly string[]): string | undefined {
  if (missing.length === 0) return undefined;
  const codes = missing.slice(0, named).map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  const rest = missing.length > named ? ` and ${missing.length - named} more` : '';
  return `No font of the packet has ${counted(missing.length, 'character')} of the plan, drawn as boxes: ${codes.join(', ')}${rest}.`;
}
