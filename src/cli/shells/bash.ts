import { program, type Entry } from './table';

/** Completion for bash 3.2 and newer. Where nothing is said, bash offers files. */
export function bashCompletion(entries: readonly Entry[]): string {
  const values = entries.flatMap(({ name, options }) =>
    options.flatMap(([option, { type, choices, isOptional }]) =>
      type === 'boolean' || isOptional ? [] : [`    '${name} --${option}') ${choices ? `words='${choices.join(' ')}'` : 'return'} ;;`],
    ),
  );
  // their values come behind "=" only
  const optional = (entries[0]?.options ?? []).flatMap(([option, { choices, isOptional }]) =>
    isOptional && choices ? [`    *' --${option}') [ -n "$glued" ] && words='${choices.join(' ')}' ;;`] : [],
  );
  const flags = entries.map(({ name, options }) => `      ${name}) words='${optionWords(options).join(' ')}' ;;`);
  const operands = entries.flatMap(({ name, words }) => (words.length === 0 ? [] : [`      ${name}) words='${words.join(' ')}' ;;`]));
  return `# bash completion for ${program}. Made by "${program} completion bash".
_${program}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' words='' glued='' at
  # bash makes three words of --option=value
  if [ "$current" = '=' ]; then
    current='' glued=1
  elif [ "$previous" = '=' ]; then
    glued=1
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    case \${COMP_WORDS[at]} in
      -* | = | always | never | auto) ;;
      *)
        command=\${COMP_WORDS[at]}
        break
        ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${values.join('\n')}
${optional.join('\n')}
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  if [ -z "$command" ]; then
    words='${[...entries.map(({ name }) => name), '--help', '--version'].join(' ')}'
  elif [ "\${current#-}" != "$current" ]; then
    case $command in
${flags.join('\n')}
    esac
  else
    case $command in
${operands.join('\n')}
    esac
  fi
  [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _${program} ${program}
`;
}

/** `--out`, `-q`, `--quiet`. */
function optionWords(options: Entry['options']): readonly string[] {
  return options.flatMap(([name, { short }]) => [...(short === undefined ? [] : [`-${short}`]), `--${name}`]);
}
