import { optionUsage } from '../options-text';
import { program, type Entry } from './table';

/** The manual page in the language of man(7). @param version of the program */
export function manualPage(entries: readonly Entry[], version: string): string {
  const commands = entries.flatMap(({ name, summary, about, operands, options }) => [
    `.SS ${name}`,
    '.nf',
    `.B ${roff([program, name, operands, '[options]'].filter((part) => part !== '').join(' '))}`,
    '.fi',
    paragraph(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`),
    ...(about === undefined ? [] : [paragraph(about)]),
    ...options.filter(([option]) => !common.has(option)).flatMap(([option, spec]) => optionLines(option, spec)),
  ]);
  const shared = entries.at(-1)?.options ?? [];
  return `${[
    `.TH ${program.toUpperCase()} 1 "" "${program} ${roff(version)}" "User Commands"`,
    '.ad l',
    '.SH NAME',
    roff(`${program} - check, score and cost plans of Azure machine-learning pipelines`),
    '.SH SYNOPSIS',
    `.B ${program}`,
    roff('COMMAND [options] [operands]'),
    '.SH DESCRIPTION',
    paragraph(
      'Evaluates plans of Azure machine-learning pipelines, compares them, and writes the files that they call for. Nothing leaves the machine. A plan named "-" is read from standard input, as YAML. Data goes to standard output, messages to standard error.',
    ),
    '.SH OPTIONS OF EVERY COMMAND',
    ...shared.flatMap(([option, spec]) => optionLines(option, spec)),
    '.SH COMMANDS',
    ...commands,
    '.SH EXIT STATUS',
    ...[
      ['0', 'Fine.'],
      ['1', 'Findings, or a limit is exceeded.'],
      ['2', 'The input could not be used, or not all of it.'],
    ].flatMap(([code = '', text = '']) => ['.TP', `.B ${code}`, roff(text)]),
    '.SH FILES',
    '.TP',
    '.I .pipedraftrc.yaml',
    roff('The configuration file of a project. It is looked for in the folder of the plan and above it, up to the top of the repository.'),
    '.SH ENVIRONMENT',
    '.TP',
    '.B NO_COLOR, FORCE_COLOR, TERM',
    roff('Whether colours are used, unless --color says so. FORCE_COLOR decides over NO_COLOR; a terminal of the type "dumb" has none.'),
  ].join('\n')}\n`;
}

const common: ReadonlySet<string> = new Set(['help', 'quiet', 'color']);

function optionLines(name: string, option: Entry['options'][number][1]): readonly string[] {
  return ['.TP', `.B ${roff(optionUsage(name, option))}`, roff(`${option.help}${option.multiple ? '; repeatable' : ''}.`)];
}

function paragraph(text: string): string {
  return `.PP\n${roff(text)}`;
}

/** Text whose signs mean nothing to man: backslashes, hyphens that are typed, and signs that begin a line of commands. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}
