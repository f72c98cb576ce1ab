/**
 * The last value of a key of a section without a name of its own, such as `user.name`, in the text of a configuration of git. Other files
 * that it includes are not read.
 */
export function configValue(text: string, wanted: `${string}.${string}`): string | undefined {
  const [inSection = '', key = ''] = wanted.split('.');
  let section = '';
  let found: string | undefined;
  for (const line of text.replaceAll(/\\\r?\n/g, '').split(/\r?\n/)) {
    const [header = '', name = '', own] = /^\s*\[\s*([\w.-]+)(\s+"[^"]*")?\s*\]/.exec(line) ?? [];
    if (header !== '') section = own === undefined ? name.toLowerCase() : '';
    const [, entry = '', value = ''] = /^\s*([A-Za-z][\w-]*)\s*=(.*)$/s.exec(line.slice(header.length)) ?? [];
    if (section === inSection && entry.toLowerCase() === key) found = unquoted(value);
  }
  return found;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/** A value without its quotes, its escapes, the comment behind it and the white space around it. */
function unquoted(written: string): string {
  let value = '';
  let isQuoted = false;
  /** Length up to the end of what counts: white space at the end does not. */
  let end = 0;
  const letters = Array.from(written.trimStart());
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] as string;
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === '#' || letter === ';')) break;
    else if (letter === '\\') {
      at += 1;
      const next = letters[at] ?? '';
      value += escapes[next] ?? next;
    } else value += letter;
    if (isQuoted || letter.trim() !== '') end = value.length;
  }
  return value.slice(0, end);
}
