/* The lines of .gitattributes that say which files are plans. */

/** Endings of plan files, behind `.pipedraft.`. */
export const planEndings = ['yaml', 'yml', 'json'] as const;
const attributes = ['merge=pipedraft', 'diff=pipedraft'] as const;

/**
 * The text of .gitattributes with the lines for plans. Lines that are there stay, and so do their line ends. Of several lines for one
 * attribute git takes the last, so a line is added at the end where an earlier one says something else.
 * @param text the file as it is; empty if there is none
 */
export function withPlanAttributes(text: string): string {
  const missing = planEndings.flatMap((ending) => {
    const pattern = `*.pipedraft.${ending}`;
    const said = attributesOf(text, pattern);
    const open = attributes.filter((one) => !said.has(one));
    return open.length > 0 ? [`${pattern} ${open.join(' ')}`] : [];
  });
  if (missing.length === 0) return text;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : text + end;
  return `${before}${missing.join(end)}${end}`;
}

/** What the lines for a pattern say in the end about merging and comparing. */
function attributesOf(text: string, pattern: string): ReadonlySet<string> {
  const said = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [first, ...rest] = line.trim().split(/\s+/);
    if (first !== pattern) continue;
    for (const one of rest) said.set(one.replace(/^[-!]|=.*$/g, ''), one);
  }
  return new Set(said.values());
}
