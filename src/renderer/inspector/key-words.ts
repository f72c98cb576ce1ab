import { idPattern } from '#engine/plan';

/** The reason that a text cannot be a key of the plan, in a sentence; `undefined` if it can. @param what kind of thing: "node" */
export function reasonAgainstKey(text: string, taken: Readonly<Record<string, unknown>>, what: string): string | undefined {
  if (Object.hasOwn(taken, text)) return `Another ${what} is called “${text}”.`;
  if (idPattern.test(text)) return undefined;
  return text.length > 64
    ? 'It has 64 characters at most.'
    : 'It starts with a letter and has only letters A to Z, digits, hyphens and underscores.';
}
