import { cite } from '#engine/catalog';
import { families, severities, type Finding } from '#engine/validate';
import { placeOf, rulesOf, type Judged } from './judged';

/**
 * The answer of `check` as JUnit XML, which build servers show as tests: a suite for each plan, a test for each rule and each limit. A rule
 * fails by its findings at or over the limit; lighter ones stand in its output; one whose findings are all waived is skipped.
 * @param fails whether a finding makes the check fail
 * @param limits how many limits the command line sets for each plan
 */
export function checkJunit(judged: readonly Judged[], fails: (finding: Finding) => boolean, limits: number): string {
  const suites = judged.map((one) => {
    const cases = rulesOf(judged).map((rule) => {
      const found = one.evaluation.findings.filter((finding) => finding.rule === rule.id);
      const family = families.find(({ id }) => id === rule.family)?.title ?? rule.family;
      return { name: `${rule.title} (${rule.id})`, classname: family, body: bodyOf(found, one, fails) };
    });
    const limit = one.exceeded.map((sentence) => ({ name: sentence, classname: 'Limits', body: failure('limit', sentence, sentence) }));
    const kept = Array.from({ length: limits - limit.length }, () => ({ name: 'Limit kept', classname: 'Limits', body: '' }));
    const all = [...cases, ...limit, ...kept];
    const failed = all.filter(({ body }) => body.startsWith('<failure')).length;
    const skipped = all.filter(({ body }) => body.startsWith('<skipped')).length;
    const lines = all.map(
      ({ name, classname, body }) =>
        `    <testcase name="${xml(name)}" classname="${xml(classname)}" file="${xml(one.file)}"${body ? `>${body}</testcase>` : '/>'}`,
    );
    return {
      counts: { tests: all.length, failed, skipped },
      text: [
        `  <testsuite name="${xml(`${one.read.plan.name} (${one.file})`)}" tests="${all.length}" failures="${failed}" errors="0" skipped="${skipped}">`,
        ...lines,
        '  </testsuite>',
      ].join('\n'),
    };
  });
  const sum = (key: 'tests' | 'failed' | 'skipped') => suites.reduce((total, { counts }) => total + counts[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pipedraft check" tests="${sum('tests')}" failures="${sum('failed')}" errors="0" skipped="${sum('skipped')}">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
}

function bodyOf(found: readonly Finding[], judged: Judged, fails: (finding: Finding) => boolean): string {
  if (found.length === 0) return '';
  const open = found.filter(({ waived }) => !waived);
  const failing = open.filter(fails);
  const told = (findings: readonly Finding[]) => findings.map((finding) => tell(finding, judged)).join('\n');
  if (failing.length > 0) {
    const worst = severities.find((severity) => failing.some((finding) => finding.severity === severity)) ?? 'error';
    const [first] = failing;
    const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
    return failure(worst, `${first?.message ?? ''}${more}`, told(open));
  }
  if (open.length > 0) return `<system-out>${xml(told(open))}</system-out>`;
  return `<skipped message="${xml(`waived: ${found[0]?.waived?.because ?? ''}`)}"/>`;
}

function tell(finding: Finding, { file, read }: Judged): string {
  const place = placeOf(finding, read);
  const where = place ? `${file}:${place.line}:${place.column}` : file;
  return `${finding.number} ${finding.severity}: ${finding.message}\n${finding.why}\n${where} (${cite(finding.source)})`;
}

function failure(type: string, message: string, text: string): string {
  return `<failure type="${xml(type)}" message="${xml(message)}">${xml(text)}</failure>`;
}

/** A text inside XML: what XML 1.0 cannot hold at all is left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
