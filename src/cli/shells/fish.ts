import { program, type Entry } from './table';

/** Completion for fish. */
export function fishCompletion(entries: readonly Entry[]): string {
  const lines = entries.flatMap(({ name, summary, words, operands, options }) => {
    const when = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c ${program} -f -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
      ...(words.length > 0 ? [`complete -c ${program} -f ${when} -a ${quoted(words.join(' '))}`] : []),
      ...(operands === '' ? [`complete -c ${program} -f ${when}`] : []),
      ...options.map(([option, { type, short, choices, value, help }]) => {
        const letter = short === undefined ? '' : ` -s ${short}`;
        const takes =
          type === 'boolean'
            ? ''
            : choices
              ? ` -x -a ${quoted(choices.join(' '))}`
              : /^(FILE|DIR|PATH)$/.test(value ?? '')
                ? ' -r -F'
                : ' -x';
        return `complete -c ${program} ${when}${letter} -l ${option}${takes} -d ${quoted(help)}`;
      }),
    ];
  });
  return `# fish completion for ${program}. Made by "${program} completion fish".\n${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
