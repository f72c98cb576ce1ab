import { readPlan } from '#engine/plan';

/* Texts that a reader may need far longer for than for a plan of their size: each of some kind of fault, as often as it fits into a number of characters. */

const head = 'pipedraft: 1\nname: Hostile\n';

function filled(bytes: number, unit: (at: number) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; length < bytes; at += 1) {
    const part = unit(at);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

/** The texts by name, each of about `bytes` characters. Names that end in `.json` are read as JSON. */
export const hostile: Readonly<Record<string, (bytes: number) => string>> = {
  'unknown keys': (n) => `${head}nodes: {a: {service: azure-storage, ${filled(n, (at) => `k${at}: 1, `)}}}\n`,
  'unknown keys, a line each': (n) => head + filled(n, (at) => `key${at}: 1\n`),
  'unknown keys of nodes': (n) => `${head}nodes:\n${filled(n, (at) => `  n${at}: {service: azure-storage, tittle: x}\n`)}`,
  'long unknown keys': (n) => head + filled(n, (at) => `${`k${at}`.padEnd(2000, 'x')}: 1\n`),
  'the same key': (n) => head + filled(n, () => 'a: 1\n'),
  'the same key on one line': (n) => `${head}x-a: {${filled(n, () => 'a: 1, ')}}\n`,
  quotes: (n) => head + '"'.repeat(n),
  'single quotes': (n) => head + "'".repeat(n),
  'quotes, a line each': (n) => head + filled(n, () => '"\n'),
  'quoted texts': (n) => `${head}x-a: ${filled(n, () => '"a" ')}\n`,
  'open quotes after texts': (n) => head + filled(n, () => 'a: "b" "\n'),
  'open brackets': (n) => `${head}x-a: ${'['.repeat(n)}`,
  'closing brackets': (n) => `${head}x-a: ${']'.repeat(n)}`,
  'closing braces': (n) => `${head}x-a: ${'}'.repeat(n)}`,
  'pairs of brackets': (n) => `${head}x-a: ${'[]'.repeat(n / 2)}`,
  'pairs of brackets, spaced': (n) => `${head}x-a: ${'[] '.repeat(n / 3)}`,
  'brackets crossed': (n) => `${head}x-a: ${'[}'.repeat(n / 2)}`,
  'lines of open brackets': (n) => head + filled(n, (at) => `k${at}: [\n`),
  colons: (n) => head + ':'.repeat(n),
  'colons, spaced': (n) => head + ': '.repeat(n / 2),
  'keys behind each other': (n) => `${head}x: ${'a: '.repeat(n / 3)}\n`,
  commas: (n) => `${head}x-a: [${','.repeat(n)}]\n`,
  tabs: (n) => head + '\t'.repeat(n),
  'tabs, a line each': (n) => head + filled(n, () => '\ta: 1\n'),
  'tabs after a key': (n) => head + filled(n, () => 'a:\t1\n'),
  dashes: (n) => head + '- '.repeat(n / 2),
  'dashes without space': (n) => head + '-'.repeat(n),
  'document marks': (n) => head + '---\n'.repeat(n / 4),
  'document ends': (n) => head + '...\n'.repeat(n / 4),
  anchors: (n) => `${head}x: ${'&a '.repeat(n / 3)}\n`,
  'anchors, each another': (n) => `${head}x-a:\n${filled(n, (at) => `  - &a${at} 1\n`)}`,
  'aliases to nothing': (n) => `${head}x-a: [${filled(n, () => '*a, ')}]\n`,
  'aliases behind each other': (n) => `${head}x: ${'*a '.repeat(n / 3)}\n`,
  'aliases to one value': (n) => `${head}x-a: &a {b: 1}\nx-b: [${filled(n, () => '*a, ')}]\n`,
  'aliases, each to another value': (n) =>
    `${head}x-a: [${filled(n / 2, (at) => `&a${at} 1, `)}]\nx-b: [${filled(n / 2, (at) => `*a${at}, `)}]\n`,
  tags: (n) => `${head}x: ${'!a '.repeat(n / 3)}\n`,
  'tags, a line each': (n) => `${head}x-a:\n${filled(n, () => '  - !a b\n')}`,
  comments: (n) => head + filled(n, () => '# a\n'),
  'comments behind values': (n) => `${head}x-a:\n${filled(n, () => '  - a # b\n')}`,
  hashes: (n) => head + '#'.repeat(n),
  'hashes, spaced': (n) => `${head}x-a: a ${'# '.repeat(n / 2)}\n`,
  'question marks': (n) => head + '? '.repeat(n / 2),
  'question marks, a line each': (n) => head + filled(n, () => '? a\n'),
  'question marks on one flow': (n) => `${head}x-a: {${filled(n, () => '? a, ')}}\n`,
  bars: (n) => head + filled(n, (at) => `k${at}: |\n`),
  'percent signs': (n) => '%'.repeat(n),
  directives: (n) => '%A b\n'.repeat(n / 5),
  'at signs': (n) => head + filled(n, (at) => `k${at}: @a\n`),
  backslashes: (n) => `${head}x-a: "${'\\q'.repeat(n / 2)}"\n`,
  'no colon': (n) => head + filled(n, () => 'a\n'),
  'no colon, quoted': (n) => head + filled(n, () => '"a"\n'),
  'ever deeper': (n) => head + filled(Math.min(n, 500_000), (at) => `${' '.repeat(at)}a:\n`),
  'falling indentation': (n) => `${head}x-a:\n${filled(n, (at) => `${' '.repeat(40 - (at % 39))}a: 1\n`)}`,
  'one long text': (n) => `${head}summary: ${'a'.repeat(n)}\n`,
  'one long text in quotes over lines': (n) => `${head}summary: "${'a\n '.repeat(n / 3)}"\n`,
  'one long plain text over lines': (n) => `${head}summary: a\n${'  b\n'.repeat(n / 4)}`,
  'a block of lines': (n) => `${head}summary: |\n${'  b\n'.repeat(n / 4)}`,
  'a folded block': (n) => `${head}summary: >\n${'  b\n\n'.repeat(n / 5)}`,
  'blank lines': (n) => head + '\n'.repeat(n),
  spaces: (n) => head + ' '.repeat(n),
  'carriage returns': (n) => head + '\r'.repeat(n),
  'wide flow map': (n) => `${head}x-a: {${filled(n, (at) => `k${at}: v, `)}}\n`,
  'wide flow list': (n) => `${head}x-a: [${filled(n, () => '1, ')}]\n`,
  'edges of no kind': (n) => `${head}edges:\n${filled(n, () => '  - {from: a, to: b, kind: dtaa}\n')}`,
  'edges without ends': (n) => `${head}edges:\n${filled(n, () => '  - {}\n')}`,
  'edges on one line': (n) => `${head}edges: [${filled(n, () => '{from: 1, to: b, kind: x}, ')}]\n`,
  'edges that are texts': (n) => `${head}edges: [${filled(n, () => 'a, ')}]\n`,
  'bad ids': (n) => `${head}nodes:\n${filled(n, (at) => `  ${at}n: {service: a}\n`)}`,
  'bad places': (n) => `${head}layout:\n${filled(n, (at) => `  n${at}: [0.5]\n`)}`,
  'bad usage': (n) => `${head}nodes:\n${filled(n, (at) => `  n${at}: {service: a, usage: {x: [1]}}\n`)}`,
  'bad amounts': (n) => `${head}assumptions:\n${filled(n, (at) => `  n${at}: no amount\n`)}`,
  'number keys': (n) => `${head}x-a:\n${filled(n, (at) => `  ${at}: a\n`)}`,
  'list keys': (n) => `${head}x-a:\n${filled(n, () => '  [a]: a\n')}`,
  'groups of nobody': (n) => `${head}groups:\n${filled(n, (at) => `  g${at}: {nodes: [a, b]}\n`)}`,
  'a group of nobody': (n) =>
    `${head}nodes:\n${filled(n / 2, (at) => `  n${at}: {service: a}\n`)}groups:\n  g:\n    nodes: [${filled(n / 2, (at) => `m${at}, `)}]\n`,
  'a group of one': (n) => `${head}nodes: {a: {service: a}}\ngroups: {g: {nodes: [${filled(n, () => 'a, ')}]}}\n`,
  'a long enumeration': (n) => `${head}context: {approach: ${'a'.repeat(n)}}\n`,
  'merge keys': (n) => `${head}x-a: &a {b: 1}\nx-b:\n${filled(n, () => '  - {<<: *a}\n')}`,
  'merge key on merge key': (n) =>
    `${head}x-0: &a0 {k0: 1}\n${filled(n, (at) => `x-${at + 1}: &a${at + 1} {<<: *a${at}, k${at + 1}: 1}\n`)}`,
  'conflict marks': (n) => head + filled(n, () => '<<<<<<< a\n'),
  'less-than signs': (n) => head + '<'.repeat(n),
  'unknown keys.json': (n) => `{"pipedraft":1,"name":"a",${filled(n, (at) => `"k${at}":1,`)}"z":1}`,
  'the same key.json': (n) => `{"pipedraft":1,"name":"a",${filled(n, () => '"k":1,')}"z":1}`,
  'edges of no kind.json': (n) => `{"pipedraft":1,"name":"a","edges":[${filled(n, () => '{"from":1,"to":"b","kind":"x"},')}{}]}`,
  'bad layout.json': (n) => `{"pipedraft":1,"name":"a","layout":{${filled(n, (at) => `"n${at}":[1],`)}"z":[1]}}`,
  'quotes.json': (n) => '"'.repeat(n),
  'open quotes.json': (n) => `{"a": ${filled(n, () => '"\n')}`,
  'commas.json': (n) => `[${','.repeat(n)}]`,
  'colons.json': (n) => `{${':'.repeat(n)}}`,
  'brackets.json': (n) => '['.repeat(n),
  'pairs of brackets.json': (n) => `[${'[],'.repeat(n / 3)}[]]`,
  'closing brackets.json': (n) => ']'.repeat(n),
  'words.json': (n) => filled(n, () => 'a '),
  'comments.json': (n) => filled(n, () => '/**/'),
  'one long text.json': (n) => `{"pipedraft":1,"name":"${'a'.repeat(n)}"}`,
  'escapes.json': (n) => `{"pipedraft":1,"name":"${'\\q'.repeat(n / 2)}"}`,
  'control characters.json': (n) => `{"pipedraft":1,"name":"${'\u0001'.repeat(n)}"}`,
};

/** @returns milliseconds until the text is read or refused, and the first problem */
export function timed(name: string, text: string): { readonly ms: number; readonly said: string } {
  const before = process.cpuUsage(); // other work of the machine does not count
  let said = 'read';
  try {
    readPlan(text, name.endsWith('.json') ? 'plan.json' : 'plan.yaml');
  } catch (error) {
    said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, said: said.length > 110 ? `${said.slice(0, 110)}…` : said };
}
