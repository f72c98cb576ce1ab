import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { cite } from '#engine/catalog';
import type { Finding, RuleMeta, Severity } from '#engine/validate';
import { placeOf, rulesOf, type Judged } from './judged';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/**
 * The answer of `check` as SARIF 2.1.0, which code hosts show beside the lines of a change. Waived findings are results that are suppressed.
 * Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
 */
export function checkSarif(judged: readonly Judged[], version: string): string {
  const rules = rulesOf(judged);
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'Pipedraft', version, rules: rules.map(describe) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: judged.flatMap((one) => one.evaluation.findings.map((finding) => resultOf(finding, one, rules))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function describe({ id, title, docs, severity, family, sources }: RuleMeta): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: docs },
    help: { text: `${docs} Source: ${cite(sources[0])}.` },
    ...(sources[0].url === undefined ? {} : { helpUri: sources[0].url }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [family] },
  };
}

function resultOf(finding: Finding, { file, read, evaluation }: Judged, rules: readonly RuleMeta[]): Result {
  const place = placeOf(finding, read);
  const fixes = evaluation.fixesOf(finding.key).map(({ title }) => title);
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: [finding.message, finding.why, ...fixes.map((fix) => `Fix: ${fix}.`)].join(' ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          // code hosts show only what has a line
          region: place ? { startLine: place.line, startColumn: place.column } : { startLine: 1 },
        },
        logicalLocations: [
          ...finding.nodes.map((id) => ({ name: read.plan.nodes[id]?.title ?? id, fullyQualifiedName: `nodes/${id}`, kind: 'object' })),
          ...finding.edges.map((id) => ({ name: id, fullyQualifiedName: `edges/${id}`, kind: 'object' })),
        ],
      },
    ],
    partialFingerprints: { 'pipedraftFinding/v1': finding.key },
    ...(finding.waived
      ? { suppressions: [{ kind: 'inSource' as const, status: 'accepted' as const, justification: finding.waived.because }] }
      : {}),
    properties: { number: finding.number },
  };
}

/** A file as the user named it, as a URI: one that is relative stays so, to be found in any checkout. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file.replaceAll('\\', '/')).replace(/[?#]/g, encodeURIComponent);
}
