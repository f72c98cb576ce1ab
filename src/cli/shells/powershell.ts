import { program, type Entry } from './table';

/** Completion for PowerShell 5.1 and newer. Where nothing is offered, PowerShell offers files. */
export function powershellCompletion(entries: readonly Entry[]): string {
  const rows = entries.map(({ name, summary, words, options }) => {
    const flags = options.map(([option, { help }]) => `${quoted(`--${option}`)} = ${quoted(help)}`);
    const values = options.flatMap(([option, { choices }]) =>
      choices ? [`${quoted(`--${option}`)} = ${choices.map(quoted).join(', ')}`] : [],
    );
    return `    ${quoted(name)} = @{
      Summary = ${quoted(summary)}
      Words = @(${words.map(quoted).join(', ')})
      Options = [ordered]@{ ${flags.join('; ')} }
      Values = @{ ${values.join('; ')} }
    }`;
  });
  return `# PowerShell completion for ${program}. Made by "${program} completion powershell".
Register-ArgumentCompleter -Native -CommandName ${program} -ScriptBlock {
  param($word, $ast, $position)
  $commands = [ordered]@{
${rows.join('\n')}
  }
  $typed = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.Extent.Text })
  $command = $typed | Select-Object -Skip 1 | Where-Object { -not $_.StartsWith('-') } | Select-Object -First 1
  $offer = {
    param($text, $help)
    if ($text.StartsWith($word)) { [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $help) }
  }
  if (-not $command -or -not $commands.Contains($command)) {
    $commands.Keys | ForEach-Object { & $offer $_ $commands[$_].Summary }
    return
  }
  $entry = $commands[$command]
  $previous = $typed[-1]
  if ($entry.Values.ContainsKey($previous)) {
    $entry.Values[$previous] | ForEach-Object { & $offer $_ $_ }
  } elseif ($word.StartsWith('-')) {
    $entry.Options.Keys | ForEach-Object { & $offer $_ $entry.Options[$_] }
  } else {
    $entry.Words | ForEach-Object { & $offer $_ $_ }
  }
}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
