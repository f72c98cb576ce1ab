import type { Severity } from '../validate';
import { sourceWords } from './knowledge-page';
import type { Statement } from './knowledge';
import type { RuleExample, RulePage, WrongExample } from './rule-page';

const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Error: it does not work, or rests on something ended.',
  warning: 'Warning: it works, at a known price or limit.',
  info: 'Advice.',
};

/** A rule's page as Markdown. */
export function ruleMarkdown({ rule, family, pillar, statements, wrong, right, waiver }: RulePage): string {
  const lines = [
    `# ${rule.title}`,
    '',
    `\`${rule.id}\` · ${family} · ${pillar} · ${severityWords[rule.severity]}`,
    '',
    '## What it wants',
    '',
    rule.docs,
  ];
  if (rule.guide !== undefined || statements.length > 0) lines.push('', '## Why', ...whyLines(rule.guide, statements));
  if (wrong) lines.push('', '## Not like this', '', ...exampleLines(wrong), ...wrongLines(wrong));
  if (right) lines.push('', '## Like this', '', ...exampleLines(right));
  if (waiver !== null)
    lines.push(
      '',
      '## Leaving it as it is',
      '',
      'A finding that has a good reason to stay is waived in the plan. Without `on` the waiver covers the whole plan; without `until` it has no end. After its last day the finding counts again.',
      '',
      '```yaml',
      waiver.trimEnd(),
      '```',
    );
  lines.push(
    '',
    '## Sources',
    '',
    ...rule.sources.map((source) => `- ${sourceWords(source)}${source.seen ? `, seen as of ${source.seen}` : ''}`),
  );
  return `${lines.join('\n')}\n`;
}

/** Lines that compare the guide and the note with what is true today. */
function whyLines(guide: string | undefined, statements: readonly Statement[]): string[] {
  const said = statements.filter(({ id }) => id.startsWith('gr-'));
  const since = statements.filter(({ id }) => !id.startsWith('gr-'));
  return [
    ...(guide === undefined ? [] : ['', guide]),
    ...(said.length > 0 ? ['', 'What the guide and the note say:', '', ...said.map(statementLine)] : []),
    ...(since.length > 0 ? ['', 'What has changed since:', '', ...since.map(statementLine)] : []),
  ];
}

function statementLine({ says, source, since, announced, overtakenBy }: Statement): string {
  const from = since === undefined ? '' : `; from ${since}${announced ? ', as announced' : ''}`;
  return `- ${says} (${sourceWords(source)}${from}${overtakenBy ? '; overtaken since' : ''})`;
}

function exampleLines({ title, text }: RuleExample): string[] {
  return [`${title}:`, '', '```yaml', text.trimEnd(), '```'];
}

function wrongLines({ day, findings, fixes, effects }: WrongExample): string[] {
  const lines = ['', `What is said of it, as of ${day}:`, ''];
  for (const { message, why } of findings) lines.push(`- ${message} *${why}*`);
  if (fixes.length > 0) lines.push('', 'Fixes that are offered:', '', ...fixes.map((title) => `- ${title}`));
  else lines.push('', 'No fix is offered: what to change is for the team to decide.');
  if (effects.length > 0)
    lines.push(
      '',
      'A finding takes no points by itself; scores and cost look at the plan. With the first fix they go like this:',
      '',
      '| | before | after |',
      '| --- | --- | --- |',
      ...effects.map(({ title, before, after }) => `| ${title} | ${before} | ${after} |`),
    );
  return lines;
}
