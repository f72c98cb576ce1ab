import { cite } from '#engine/catalog';
import { shortName } from '#engine/plan';
import { families, severities, type Finding } from '#engine/validate';
import { formatProblem } from '#engine/errors';
import { faultLine } from '../packs';
import { isEvaluated, placeOf, rulesOf, type CheckedPlan, type CheckWriter, type EvaluatedPlan } from './evaluated';
import { broken, junitText, suite, xml, type Case, type Suite } from './junit';

/**
 * Writes the results as JUnit XML, which build servers show as tests: a suite for each plan, a test for each rule and each limit. A
 * rule fails by its findings at or over the limit; lighter ones, and those that are not new where only new ones count, are in its output. A rule whose findings are all waived is skipped. A
 * plan that cannot be read is a suite with an error for each problem; so are the faults of packs.
 */
export function checkJunitWriter(out: (text: string) => void): CheckWriter {
  const suites: Suite[] = [];
  return {
    add(checked) {
      const { plan } = checked;
      const name = isEvaluated(plan) ? `${shortName(plan.read.plan.name)} (${plan.file})` : plan.file;
      suites.push(suite(name, plan.file, casesOf(checked)));
    },
    end(faults) {
      const ofPacks = faults.map((fault) => broken('Pack is sound', 'Packs', fault.problem.message, faultLine(fault)));
      out(junitText('pipedraft check', ofPacks.length > 0 ? [...suites, suite('Packs', undefined, ofPacks)] : suites));
    },
  };
}

function casesOf({ plan: one, limits, fails }: CheckedPlan): readonly Case[] {
  if (!isEvaluated(one))
    return one.problems.map((problem) => broken('Plan can be read', 'Plans', problem.message, formatProblem(one.file, problem)));
  const cases = rulesOf([one]).map((rule) => {
    const found = one.evaluation.findings.filter((finding) => finding.rule === rule.id);
    const family = families.find(({ id }) => id === rule.family)?.title ?? rule.family;
    return { name: `${rule.title} (${rule.id})`, classname: family, body: bodyOf(found, one, fails) };
  });
  const limit = one.exceeded.map((sentence) => ({ name: sentence, classname: 'Limits', body: failure('limit', sentence, xml(sentence)) }));
  const kept = Array.from({ length: limits - limit.length }, () => ({ name: 'Limit kept', classname: 'Limits', body: '' }));
  return [...cases, ...limit, ...kept];
}

function bodyOf(found: readonly Finding[], evaluated: EvaluatedPlan, fails: CheckedPlan['fails']): string {
  if (found.length === 0) return '';
  const open = found.filter(({ waived }) => !waived);
  const failing = open.filter((finding) => fails(finding, evaluated));
  const describeAll = (findings: readonly Finding[]) => findings.map((finding) => describe(finding, evaluated)).join('\n');
  if (failing.length > 0) {
    const worst = severities.find((severity) => failing.some((finding) => finding.severity === severity)) ?? 'error';
    const [first] = failing;
    const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
    return failure(worst, `${first?.message ?? ''}${more}`, describeAll(open));
  }
  if (open.length > 0) return `<system-out>${describeAll(open)}</system-out>`;
  return `<skipped message="${xml(`waived: ${found[0]?.waived?.because ?? ''}`)}"/>`;
}

/** A finding as XML, in three lines. */
function describe(finding: Finding, { file, read }: EvaluatedPlan): string {
  const place = placeOf(finding, read);
  const where = place ? `${file}:${place.line}:${place.column}` : file;
  return [`${finding.number} ${finding.severity}: ${finding.message}`, finding.why, `${where} (${cite(finding.source)})`]
    .map(xml)
    .join('\n');
}

/** @param content as XML */
function failure(type: string, message: string, content: string): string {
  return `<failure type="${xml(type)}" message="${xml(message)}">${content}</failure>`;
}
