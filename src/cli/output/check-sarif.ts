import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { cite } from '#engine/catalog';
import { shortName, shortText } from '#engine/plan';
import type { Finding, RuleMeta, Severity } from '#engine/validate';
import type { Place } from '#engine/errors';
import { faultLine, type PackFault } from '../packs';
import { isJudged, placeOf, rulesOf, type CheckReport, type Judged, type Unread } from './judged';
import { jsonText } from './safe-text';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** The rule of results about plans that could not be read. */
const unreadablePlan: ReportingDescriptor = {
  id: 'unreadable-plan',
  shortDescription: { text: 'Every plan can be read.' },
  fullDescription: {
    text: 'A plan that cannot be read is not checked. Each thing that is wrong with its file is a result, with its line.',
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['structure'] },
};

/**
 * The answer of `check` as SARIF 2.1.0, which code hosts show beside the lines of a change. Waived findings are results that are suppressed;
 * faults of packs are notifications about the configuration.
 * Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
 */
export function checkSarif({ plans, faults }: CheckReport, version: string): string {
  const judged = plans.filter(isJudged);
  const rules = rulesOf(judged);
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'Pipedraft', version, rules: [...rules.map(describe), unreadablePlan] } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: judged.length === plans.length && faults.length === 0,
            ...(faults.length > 0 ? { toolConfigurationNotifications: faults.map(notificationOf) } : {}),
          },
        ],
        results: plans.flatMap((one) =>
          isJudged(one) ? one.evaluation.findings.map((finding) => resultOf(finding, one, rules)) : unreadResults(one, rules.length),
        ),
      },
    ],
  };
  return jsonText(log);
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
    message: { text: plain([finding.message, finding.why, ...fixes.map((fix) => `Fix: ${fix}.`)].map(shortText).join(' ')) },
    locations: [
      {
        ...locationOf(file, place),
        logicalLocations: [
          ...finding.nodes.map((id) => ({
            name: shortName(read.plan.nodes[id]?.title ?? id),
            fullyQualifiedName: `nodes/${id}`,
            kind: 'object',
          })),
          ...finding.edges.map((id) => ({ name: id, fullyQualifiedName: `edges/${id}`, kind: 'object' })),
        ],
      },
    ],
    partialFingerprints: { 'pipedraftFinding/v1': finding.key },
    ...(finding.waived
      ? { suppressions: [{ kind: 'inSource' as const, status: 'accepted' as const, justification: shortText(finding.waived.because) }] }
      : {}),
    properties: { number: finding.number },
  };
}

/** What is wrong with a plan that cannot be read, each problem a result with its line. */
function unreadResults({ file, problems }: Unread, ruleIndex: number): Result[] {
  return problems.map(({ message, fix, place, path }) => ({
    ruleId: unreadablePlan.id,
    ruleIndex,
    level: 'error',
    message: { text: plain(`${shortText(message)} ${shortText(fix)}`) },
    locations: [locationOf(file, place)],
    partialFingerprints: { 'pipedraftFinding/v1': [unreadablePlan.id, ...(path ?? []), message].join('|') },
  }));
}

function notificationOf(fault: PackFault): Notification {
  const { folder, problem } = fault;
  return {
    level: 'error',
    message: { text: plain(shortText(faultLine(fault))) },
    locations: [locationOf(problem.file ?? folder, problem.place)],
  };
}

/** Code hosts show only what has a line. */
function locationOf(file: string, place: Place | undefined): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: place ? { startLine: place.line, startColumn: place.column } : { startLine: 1 },
    },
  };
}

/** A message without links: SARIF reads "[words](address)" as one (section 3.11.6). */
function plain(text: string): string {
  return text.replace(/[[\]](?=[^[\]]*\]\()|\](?=\()/g, '\\$&');
}

/** A file as the user named it, as a URI: one that is relative stays so, to be found in any checkout. */
function uriOf(file: string): string {
  const whole = file.replace(/\p{Cs}/gu, '\uFFFD'); // half a character has no URI
  return isAbsolute(whole) ? pathToFileURL(whole).href : encodeURI(whole.replaceAll('\\', '/')).replace(/[?#:]/g, encodeURIComponent);
}
