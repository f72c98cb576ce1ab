/*
 * Texts of a plan in release files. Titles, paths and names are the words of a person: they must neither end a quotation nor be read as an
 * expression of Azure Pipelines or GitHub Actions, or as a command to a build server.
 */

/** How an expression, a macro or a command of a build server begins. */
const opening = /\$(?=[{([])|##(?=vso|\[)|::(?=[a-z-]+(?: |::))/g;

/** A title on one line, in which nothing is an expression. */
export function plainText(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .replace(opening, (start) => `${start} `)
    .trim();
}

/** One word of a shell command, quoted where it has to be. Nothing in it is an expression of a build server. */
export function word(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !/::/.test(text)) return text;
  const quoted = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/'/g, `'\\''`);
  return `'${quoted.replace(opening, (start) => (start.length === 1 ? `${start}''` : `${start.slice(0, 1)}''${start.slice(1)}`))}'`;
}

/**
 * Paths for the script that looks for gaps, in one text. A build server would read "$(" in it as a variable of its own, and no space
 * may be put into a path, so "$", "%" and ":" are written as in addresses. {@link pathLines} reads them.
 */
export function joinedPaths(paths: readonly string[]): string {
  return paths.map((path) => path.replace(/[%$:#]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)).join(':');
}

/** Lines that read {@link joinedPaths} from $PATHS into the array "paths". */
export const pathLines: readonly string[] = [
  'IFS=: read -ra paths <<< "$PATHS"',
  'for at in "${!paths[@]}"; do printf -v "paths[at]" %b "${paths[at]//%/\\\\x}"; done # %24 is "$"',
];

/** A path in the filter of a trigger, where variables mean nothing: only expressions are broken up. */
export function triggerPath(path: string): string {
  return path
    .split(/(\$\()/)
    .map((part) => (part === '$(' ? part : plainText(part)))
    .join('');
}

/** A name that no other has yet: `check`, `check_2`. */
export function uniqueIn(taken: Set<string>, name: string): string {
  let made = name;
  for (let count = 2; taken.has(made.toLowerCase()); count += 1) made = `${name}_${count}`;
  taken.add(made.toLowerCase());
  return made;
}
