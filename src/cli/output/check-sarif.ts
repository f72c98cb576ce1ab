import type { Notification, ReportingDescriptor, Result } from 'sarif';
import { cite } from '#engine/catalog';
import { shortName, shortText } from '#engine/plan';
import type { Finding, RuleMeta, Severity } from '#engine/validate';
import { faultLine, type PackFault } from '../packs';
import { isEvaluated, placeOf, rulesOf, type CheckWriter, type EvaluatedPlan, type Unread } from './evaluated';
import { locationOf, plain, sarifText } from './sarif';

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
 * Writes the results as SARIF 2.1.0, which code hosts show beside the lines of a change. Waived findings are results that are
 * suppressed; a plan that cannot be read is a notification and its problems are results; faults of packs are notifications about the
 * configuration. Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
 */
export function checkSarifWriter(version: string, out: (text: string) => void): CheckWriter {
  const known = new Map<string, RuleMeta>(); // plans with other packs have other rules
  const results: Result[] = [];
  const unread: Notification[] = [];
  return {
    add({ plan }) {
      if (!isEvaluated(plan)) {
        unread.push(notChecked(plan));
        results.push(...unreadResults(plan));
        return;
      }
      for (const rule of plan.rules) if (!known.has(rule.id)) known.set(rule.id, rule);
      results.push(...plan.evaluation.findings.map((finding) => resultOf(finding, plan)));
    },
    end(faults) {
      const rules = [...rulesOf([{ rules: [...known.values()] }]).map(describe), unreadablePlan];
      const indices = new Map(rules.map(({ id }, at) => [id, at]));
      const run = {
        tool: { driver: { name: 'Pipedraft', version, rules } },
        columnKind: 'utf16CodeUnits' as const,
        invocations: [
          {
            executionSuccessful: unread.length === 0 && faults.length === 0,
            ...(unread.length > 0 ? { toolExecutionNotifications: unread } : {}),
            ...(faults.length > 0 ? { toolConfigurationNotifications: faults.map(notificationOf) } : {}),
          },
        ],
        results: results.map(({ ruleId, ...result }) => ({ ruleId, ruleIndex: indices.get(ruleId ?? ''), ...result })),
      };
      out(sarifText(run));
    },
  };
}

function describe({ id, title, docs, severity, family, pillar, sources }: RuleMeta): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: docs },
    help: { text: `${docs} Source: ${cite(sources[0])}.` },
    ...(sources[0].url === undefined ? {} : { helpUri: sources[0].url }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [...new Set([family, pillar])] },
  };
}

function resultOf(finding: Finding, { file, read, evaluation, baseline }: EvaluatedPlan): Result {
  const place = placeOf(finding, read);
  const fixes = evaluation.fixesOf(finding.key).map(({ title }) => title);
  return {
    ruleId: finding.rule,
    level: levels[finding.severity],
    ...(baseline ? { baselineState: baseline.isNew(finding.key) ? ('new' as const) : ('unchanged' as const) } : {}),
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

/** Problems of a plan that cannot be read, each a result with its line. */
function unreadResults({ file, problems }: Unread): Result[] {
  return problems.map(({ message, fix, place, path }) => ({
    ruleId: unreadablePlan.id,
    level: 'error',
    message: { text: plain(`${shortText(message)} ${shortText(fix)}`) },
    locations: [locationOf(file, place)],
    partialFingerprints: { 'pipedraftFinding/v1': [unreadablePlan.id, ...(path ?? []), message].join('|') },
  }));
}

/** Notification that a plan was not checked; its problems are results. */
function notChecked({ file, problems }: Unread): Notification {
  return {
    level: 'error',
    message: { text: plain(`${shortText(file)} could not be read, so it was not checked.`) },
    locations: [locationOf(file, problems[0]?.place)],
    associatedRule: { id: unreadablePlan.id },
  };
}

function notificationOf(fault: PackFault): Notification {
  const { folder, problem } = fault;
  return {
    level: 'error',
    message: { text: plain(shortText(faultLine(fault))) },
    locations: [locationOf(problem.file ?? folder, problem.place)],
  };
}
