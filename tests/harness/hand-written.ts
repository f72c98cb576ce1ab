/** A canonical YAML text as a person might have edited it: comments everywhere, blank lines, wider indentation. */
export function decorate(text: string, seed: number): { readonly text: string; readonly comments: readonly string[] } {
  const random = mulberry(seed);
  const wide = random() < 0.3 && !/^ *- (?!\{)/m.test(text);
  const comments: string[] = [];
  const comment = () => {
    const words = `c${comments.length}-${Math.floor(random() * 1e6)}`;
    comments.push(words);
    return words;
  };
  const result: string[] = [];
  let blockIndent: number | undefined; // inside a literal or folded text, nothing may be added
  for (const line of text.split('\n').slice(0, -1)) {
    const indent = line.length - line.trimStart().length;
    const pad = ' '.repeat(wide ? indent * 2 : indent);
    if (blockIndent !== undefined && (line === '' || indent > blockIndent)) {
      result.push(line === '' ? line : pad + line.trimStart());
      continue;
    }
    blockIndent = undefined;
    if (random() < 0.15) result.push('');
    if (random() < 0.2) result.push(`${pad}# ${comment()}`);
    const opensBlock = /[:-] (?:\||>)-$/.test(line);
    if (opensBlock) blockIndent = /^\s*- /.test(line) ? indent : indent;
    const trailing = !opensBlock && random() < 0.2 ? `  # ${comment()}` : '';
    result.push(pad + line.trimStart() + trailing);
  }
  if (random() < 0.3) result.push(`# ${comment()}`);
  return { text: `${result.join('\n')}\n`, comments };
}

/** A small seeded generator, so that a failing case can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
