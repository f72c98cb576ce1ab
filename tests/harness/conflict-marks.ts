/** A text with conflict marks, with one side taken everywhere. */
export function sideOf(text: string, side: 'ours' | 'theirs', size = 7): string {
  let within: 'both' | 'ours' | 'theirs' = 'both';
  const kept: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (line.startsWith(`${'<'.repeat(size)} `)) within = 'ours';
    else if (within === 'ours' && line.trimEnd() === '='.repeat(size)) within = 'theirs';
    else if (within === 'theirs' && line.startsWith(`${'>'.repeat(size)} `)) within = 'both';
    else if (within === 'both' || within === side) kept.push(line);
  }
  return kept.join('');
}
