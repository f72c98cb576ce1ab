import type { Finding } from '#engine/validate';

/** The findings as a table for a pull request or a wiki. */
export function asMarkdown(findings: readonly Finding[], titleOf: (id: string) => string): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const lines = findings.map(
    (finding) =>
      `| ${finding.number} | ${finding.waived ? 'waived' : finding.severity} | ${cell(finding.nodes.map(titleOf).join(', '))} | ${cell(finding.message)} | \`${finding.rule}\` |`,
  );
  return ['| # | severity | node | finding | rule |', '| --- | --- | --- | --- | --- |', ...lines, ''].join('\n');
}
