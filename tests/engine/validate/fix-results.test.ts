import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, edgeId, type Plan, type PlanEdit } from '#engine/plan';
import { rules, validate, type Finding, type Fix } from '#engine/validate';
import { casesOf, inputOf, readCase } from '../../harness/rule-cases.ts';

/*
 * What each fix of each rule does to the cases of the rule, as a list that is read like a review: the finding, the fix, its edits in words,
 * and the errors and warnings that are there afterwards and were not before. One file for each rule; `-u` writes it anew.
 */

const folder = join(import.meta.dirname, 'fix-results');

const of = (plan: Plan) =>
  validate(inputOf(plan), rules, (fault) => {
    throw fault;
  });

describe.each(rules)('the fixes of $meta.id', (rule) => {
  const cases = casesOf(rule.meta.id).filter((name) => name.startsWith('invalid-'));
  const results = cases.flatMap((name) => resultsOf(rule.meta.id, name));

  it('do what the reviewed list says', async () => {
    const text = `# ${rule.meta.title}\n\n${results.length === 0 ? 'No case has a fix.\n' : results.map(({ words }) => words).join('\n')}`;
    await expect(text).toMatchFileSnapshot(join(folder, `${rule.meta.id}.md`));
  });

  it('bring no error or warning of their own', () => {
    expect(results.flatMap(({ title, brought }) => brought.map((message) => `${title}: ${message}`))).toEqual([]);
  });

  it('are not undone by a fix of what they leave', () => {
    expect(results.flatMap(({ undone }) => undone)).toEqual([]);
  });
});

it('has no list of a rule that is gone', () => {
  const ids = new Set(rules.map(({ meta }) => `${meta.id}.md`));
  expect(readdirSync(folder).filter((file) => !ids.has(file))).toEqual([]);
});

interface Result {
  readonly title: string;
  readonly words: string;
  readonly brought: readonly string[];
  readonly undone: readonly string[];
}

function resultsOf(rule: string, name: string): Result[] {
  const plan = readCase(rule, name);
  const { findings, fixesOf } = of(plan);
  return findings
    .filter((one) => one.rule === rule)
    .flatMap((finding) => fixesOf(finding.key).map((fix) => resultOf(plan, name, findings, finding, fix)));
}

function resultOf(plan: Plan, name: string, before: readonly Finding[], finding: Finding, fix: Fix): Result {
  const then = applyEdits(plan, fix.edits);
  const after = of(then);
  const was = new Set(before.map(complaint));
  const fresh = after.findings.filter((one) => one.severity !== 'info' && !was.has(complaint(one)));
  const brought = fresh.filter((one) => isBrought(one, before, addedBy(fix.edits)));
  const words = [
    `## ${fix.title}`,
    '',
    `Case \`${name}\`: ${finding.message}`,
    '',
    ...fix.edits.map((edit) => `- ${editWords(edit)}`),
    '',
    ...(brought.length > 0
      ? ['New errors and warnings:', '', ...brought.map((one) => `- ${one.severity} \`${one.rule}\`: ${one.message}`), '']
      : []),
  ].join('\n');
  const undone = fresh.flatMap((one) =>
    after
      .fixesOf(one.key)
      .flatMap((next) => (takesBack(plan, then, next.edits) ? [`${fix.title} is undone by ${one.rule}: ${next.title}`] : [])),
  );
  return { title: `${name}, ${fix.title}`, words, brought: brought.map(({ rule, message }) => `${rule}: ${message}`), undone };
}

/** Rules about the plan as a whole, which leave a plan of few nodes alone: one more node makes a fragment of a case a plan. */
const ofWholePlans = new Set(['all-stages-covered', 'approach-stated', 'no-orphan-node', 'code-in-repository']);
/**
 * What is asked next of a node that a fix adds or puts to use. In a plan that is complete but for its mistake these are answered already;
 * there the law is strict (planted-mistakes.test.ts).
 */
const nextSteps = new Set([
  'deployment-has-model',
  'deployment-has-registry',
  'endpoint-is-monitored',
  'endpoint-target',
  'environment-pinned',
  'image-has-registry',
  'model-quality-monitored',
  'mostly-idle',
  'release-path',
  'training-is-tracked',
]);

function isBrought(one: Finding, before: readonly Finding[], added: ReadonlySet<string>): boolean {
  // a finding of before is told anew where the fix changes its words
  if (before.some((old) => old.rule === one.rule && (old.nodes.length === 0 || old.nodes.some((id) => one.nodes.includes(id)))))
    return false;
  if (one.severity === 'error') return true;
  if (nextSteps.has(one.rule)) return false;
  return !ofWholePlans.has(one.rule) || (one.rule === 'no-orphan-node' && one.nodes.some((id) => added.has(id)));
}

function addedBy(edits: readonly PlanEdit[]): ReadonlySet<string> {
  return new Set(edits.flatMap((edit) => (edit.type === 'add-node' ? [edit.id] : [])));
}

function complaint({ rule, message }: Finding): string {
  return `${rule} ${message}`;
}

/** True if a further fix leads back to the plan of before. */
function takesBack(before: Plan, then: Plan, edits: readonly PlanEdit[]): boolean {
  const back = applyEdits(then, edits);
  const bare = ({ nodes, edges, context }: Plan) => JSON.stringify({ nodes, edges: edges.map(edgeId).sort(), context });
  return bare(back) === bare(before);
}

function editWords(edit: PlanEdit): string {
  switch (edit.type) {
    case 'add-node':
      return `add ${edit.id}: ${edit.node.service}${edit.node.stage === undefined ? '' : ` in ${edit.node.stage}`}${settings(edit.node.usage)}`;
    case 'add-edge':
      return `draw ${arrow(edit.edge)}`;
    case 'remove-edges':
      return `remove ${edit.edges.map(arrow).join(', ')}`;
    case 'remove-nodes':
      return `remove ${edit.ids.join(', ')}${edit.heal ? ', its neighbours joined' : ''}`;
    case 'set-usage':
      return `set on ${edit.id}:${settings(edit.set)}`;
    case 'change-node':
      if (Object.keys(edit.set).join() !== 'safeguards') return JSON.stringify(edit);
      return `state on ${edit.id}: ${
        Object.entries(edit.set.safeguards ?? {})
          .map(([key, value]) => `${key} ${String(value)}`)
          .join(', ') || 'no safeguards'
      }`;
    default:
      return JSON.stringify(edit);
  }
}

function arrow({ from, to, kind }: { readonly from: string; readonly to: string; readonly kind: string }): string {
  return `${from} → ${to} (${kind})`;
}

function settings(values: Readonly<Record<string, unknown>> | undefined): string {
  return values === undefined
    ? ''
    : ` ${Object.entries(values)
        .map(([key, value]) => `${key} ${value === undefined ? 'unset' : JSON.stringify(value)}`)
        .join(', ')}`;
}
