import type { About } from '#ipc';

/** Facts that a report of a problem states. */
export interface ReportFacts {
  /** Time of the report. */
  readonly at: Date;
  readonly versions: About['versions'];
  /** Facts about the system, such as its language and screens. */
  readonly system: readonly (readonly [name: string, value: string])[];
  /** Text of the log, or `undefined` if nothing was ever logged. */
  readonly log: string | undefined;
  /** The user's home folder, whose name is left out of the log. */
  readonly home: string;
}

/** Number of lines of the log that a report has. */
export const mostLogLines = 200;

/** The text of a report of a problem, without a plan. */
export function problemReport({ at, versions, system, log, home }: ReportFacts): string {
  const facts = [...versions.map(({ name, version }) => [name, version] as const), ...system];
  return [
    `Pipedraft: report of a problem, ${at.toISOString()}`,
    'What happened, and what did you expect?\n\n(write it here)',
    ['Versions and system', ...facts.map(([name, value]) => `${name}: ${value}`)].join('\n'),
    ['Log', endOf(withoutHome(log ?? '', home))].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The part of a report with a plan. @param text of the plan's file */
export function planPart(text: string): string {
  return `\nPlan\n${text.trimEnd()}\n`;
}

/** The last lines of the log, with the number of those left out. */
function endOf(log: string): string {
  const lines = log.trimEnd().split('\n');
  if (log.trim() === '') return 'The log is empty.';
  const left = lines.length - mostLogLines;
  return left > 0 ? [`(${left} earlier lines left out)`, ...lines.slice(left)].join('\n') : lines.join('\n');
}

/** Replaces the home folder, which often holds the user's name, with `~`. */
function withoutHome(text: string, home: string): string {
  if (home.length < 2) return text;
  const forms = new Set([home, home.replaceAll('\\', '/'), home.replaceAll('\\', '\\\\')]);
  return [...forms].reduce((rest, form) => rest.replaceAll(form, '~'), text);
}
