import { program, type Entry } from './table';

/** Completion for zsh: a file for a folder of `$fpath`, or to be sourced. */
export function zshCompletion(entries: readonly Entry[]): string {
  const cases = entries.map(({ name, options, words, operands }) => {
    const operand = operands === '' ? [] : [quoted(words.length > 0 ? `*:operand:(${words.join(' ')})` : '*:file:_files')];
    return `        ${name})\n          _arguments -s ${[...options.flatMap(optionSpecs), ...operand].join(' \\\n            ')}\n          ;;`;
  });
  return `#compdef ${program}
# zsh completion for ${program}. Made by "${program} completion zsh".
_${program}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      local -a commands
      commands=(
${entries.map(({ name, summary }) => `        ${quoted(`${name}:${summary}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $words[1] in
${cases.join('\n')}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = '_${program}' ]; then
  _${program} "$@"
else
  compdef _${program} ${program}
fi
`;
}

/** The option as _arguments has it: `--format=[output format]:value:(text json)`. */
function optionSpecs([name, { type, short, choices, value, multiple, isOptional, help }]: Entry['options'][number]): readonly string[] {
  const explained = `[${help.replace(/[[\]\\:]/g, '\\$&')}]`;
  const repeated = multiple ? '*' : '';
  if (type === 'boolean')
    return [...(short === undefined ? [] : [`-${short}`]), `--${name}`].map((one) => quoted(`${repeated}${one}${explained}`));
  const action = choices ? `(${choices.join(' ')})` : value === 'DIR' ? '_files -/' : value === 'FILE' || value === 'PATH' ? '_files' : ' ';
  const sign = isOptional ? '=-' : '=';
  return [
    quoted(
      `${repeated}--${name}${sign}${explained}:${isOptional ? ':' : ''}${(value ?? 'value').toLowerCase().replaceAll(':', '')}:${action}`,
    ),
  ];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
