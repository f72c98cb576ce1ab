import type { Option } from './command';

/** Where the explanation of an option starts at most; a longer option has it on the next line. */
const widest = 44;

/** An option as a person types it: `-q, --quiet`, `--color[=always|never|auto]`, `--out PATH`. */
export function optionUsage(name: string, { type, short, choices, value, isOptional }: Option): string {
  const what = choices ? choices.join('|') : (value ?? 'VALUE');
  const shown = type === 'boolean' ? '' : isOptional ? `[=${what}]` : ` ${what}`;
  return `${short === undefined ? '' : `-${short}, `}--${name}${shown}`;
}

/** Options with their explanations, one below the other. */
export function optionRows(options: Readonly<Record<string, Option>>): string {
  const rows = Object.entries(options).map(
    ([name, option]) => [`  ${optionUsage(name, option)}`, option.help + (option.multiple ? '; repeatable' : '')] as const,
  );
  const width = Math.min(widest, Math.max(...rows.map(([left]) => left.length)) + 2);
  return rows
    .map(([left, right]) => (left.length < width ? left.padEnd(width) + right : `${left}\n${' '.repeat(width)}${right}`))
    .join('\n');
}
