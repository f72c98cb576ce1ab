import { describe, expect, it } from 'vitest';
import { commitMessage, type CommitInput } from '#engine/diff';
import { evaluate } from '#engine/evaluate';
import { readPlan } from '#engine/plan';
import { rules } from '#engine/validate';
import { book, catalog, scoring } from '../../harness/resources.ts';

/* What a commit message says about a check-in. */

const text = `pipedraft: 1
name: Scores
context: {region: westeurope}
nodes:
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-pipelines, title: Train}
edges:
  - {from: lake, to: train, kind: data}
`;

function message(before: string | undefined, after: string, files: Partial<CommitInput['files']> = {}, isLost = false): string {
  const read = (one: string) => readPlan(one, 'plan.pipedraft.yaml').plan;
  return commitMessage({
    before: before === undefined ? undefined : read(before),
    after: read(after),
    evaluate: (plan) => evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' }),
    catalog,
    isLost,
    files: { written: files.written ?? [], removed: files.removed ?? [] },
  });
}

const subject = (said: string) => said.split('\n')[0] ?? '';

describe('a commit message', () => {
  it('names the plan the first time, with its cost, findings and files', () => {
    const said = message(undefined, text, { written: ['ml/jobs/train.yml', 'README.md'] });
    expect(subject(said)).toBe('Add the plan Scores and its files');
    expect(said).toMatch(/\nCost a month: unknown\n/);
    expect(said).toMatch(/\n\d+ findings? open\.\n/);
    expect(said).toContain('\nFiles: 2 written\n- README.md\n- ml/jobs/train.yml\n');
    expect(said.endsWith('\n')).toBe(true);
  });

  it('says what the files leave open', () => {
    const { plan } = readPlan(text, 'plan.pipedraft.yaml');
    const said = (open: CommitInput['open']) =>
      commitMessage({
        before: plan,
        after: plan,
        evaluate: (one) => evaluate({ plan: one, catalog, book, scoring, rules, today: '2026-11-21' }),
        catalog,
        ...(open ? { open } : {}),
        files: { written: ['README.md'], removed: [] },
      });
    expect(said({ gaps: 2, remarks: 1, readme: 'README.md' })).toContain(
      '\n2 values left to be filled in and 1 remark on what is in no file: see README.md\n',
    );
    expect(said({ gaps: 0, remarks: 0, readme: null })).toBe(said(undefined));
  });

  it('does not call a plan new whose last check-in cannot be read', () => {
    const said = message(undefined, text, { written: ['README.md'] }, true);
    expect(subject(said)).toBe('Check in Scores and its files');
    expect(said).toContain('\nWhat changed is not known: the record of the last check-in was damaged.\n');
  });

  it('says what was added, exchanged and removed, and how edges changed', () => {
    const after = text
      .replace('{service: azure-storage, title: Lake}', '{service: azure-sql-database, title: Lake}')
      .replace('edges:', '  events: {service: azure-event-hubs, title: Events}\nedges:')
      .replace('{from: lake, to: train, kind: data}', '{from: lake, to: train, kind: data}\n  - {from: events, to: train, kind: data}');
    const said = message(text, after);
    expect(subject(said)).toMatch(/^Add Events, swap .* for .* and change 1 edge$/);
    expect(said).toContain('\n- Add "Events" (');
    expect(said).toContain('\n- Add the edge Events → Train (data)\n');
    const back = message(after, text);
    expect(back).toContain('\n- Remove "Events" (');
    expect(back).toContain('\n- Remove the edge Events → Train (data)\n');
  });

  it('knows a node whose id alone changed', () => {
    const said = message(text, text.replaceAll('train', 'training').replace('title: Train', 'title: Train'));
    expect(subject(said)).toBe('Rename Train');
    expect(said).toContain('\n- Rename the id "train" to "training"\n');
    expect(said).not.toContain('findings:');
  });

  it('names each setting with its value before and after', () => {
    const stated = text.replace('title: Train}', 'title: Train, settings: {code: src/train}}');
    expect(message(text, stated)).toContain('\n- "Train": Code: not stated → src/train\n');
    expect(message(stated, stated.replace('src/train', 'lib'))).toContain('\n- "Train": Code: src/train → lib\n');
    expect(message(stated, text)).toContain('\n- "Train": Code: src/train → not stated\n');
    expect(subject(message(text, stated))).toBe('Change Train');
  });

  it('says how the cost moved, and which findings are new and which are resolved', () => {
    const stored = (size: string) =>
      text.replace('title: Lake}', `title: Lake, usage: {storedData: ${size}, writeOperations: 0, readOperations: 0}}`);
    expect(message(text, stored('3 TB'))).toMatch(/\nCost a month: unknown → at least \d.* USD\n/);
    const known = (size: string) =>
      stored(size)
        .replace(/ {2}train:.*\n/, '')
        .replace(/edges:[^]*/, '');
    expect(message(known('3 TB'), known('4 TB'))).toMatch(/\nCost a month: [\d.]+ USD → [\d.]+ USD \(\+[\d.]+ USD\)\n/);
    expect(message(text, text)).toMatch(/\nCost a month: .*, as before\n/);
    const unowned = text.replace('edges:', '  copy: {service: adf-copy-activity, title: Copy}\nedges:');
    expect(message(text, unowned)).toMatch(/\nNew findings:\n- (?:error|warning|info): /);
    expect(message(unowned, text)).toMatch(/\nResolved findings:\n- (?:error|warning|info): /);
  });

  it('keeps its first line within 72 characters, and counts what has no room', () => {
    const many = Array.from({ length: 12 }, (_, at) => `  lake${at}: {service: azure-storage, title: Lake number ${at}}`).join('\n');
    const said = message(text, text.replace('edges:', `${many}\nedges:`));
    expect(subject(said)).toMatch(/ and \d+ more$/);
    expect(subject(said).length).toBeLessThanOrEqual(72);
    const long = text.replace('name: Scores', `name: ${'A long name '.repeat(12)}`);
    expect(subject(message(undefined, long)).length).toBeLessThanOrEqual(72);
    expect(subject(message(text, long)).length).toBeLessThanOrEqual(72);
  });

  it('counts the rest of very many changes and files', () => {
    const many = Array.from({ length: 60 }, (_, at) => `  lake${at}: {service: azure-storage, title: Lake ${at}}`).join('\n');
    const files = Array.from({ length: 50 }, (_, at) => `infra/${at}.bicep`);
    const said = message(text, text.replace('edges:', `${many}\nedges:`), { written: files });
    expect(said).toContain('\n- and 31 more changes\n');
    expect(said).toContain('\n- and 31 more files\n');
  });

  it('says so if only places on the drawing, or nothing, changed', () => {
    const placed = `${text}layout: {lake: [0, 0], train: [320, 0]}\n`;
    expect(subject(message(placed, placed.replace('[320, 0]', '[640, 0]')))).toBe('Rearrange the drawing');
    expect(subject(message(text, text))).toBe('Check in Scores as it was');
    expect(subject(message(text, text, { written: ['README.md'] }))).toBe('Export the files of Scores');
  });

  it('writes names from elsewhere in one line, without control characters', () => {
    const odd = text.replace('title: Train}', 'title: "Two\\nlines \\u001b[31mred"}');
    expect(message(text, odd)).not.toContain(String.fromCharCode(27));
    const added = message(text, text.replace('edges:', '  odd: {service: azure-storage, title: "Two\\nlines"}\nedges:'));
    expect(subject(added)).toBe('Add Two lines');
  });

  it('says what changed of the plan as a whole', () => {
    const after = text
      .replace('name: Scores', 'name: Churn')
      .replace('{region: westeurope}', '{region: northeurope, budgetPerMonth: 500}')
      .concat('exports: {prefix: churn}\nassumptions: {runsPerMonth: 22}\nwaivers: [{rule: no-owner, because: A trial}]\n');
    const said = message(text, after);
    for (const line of [
      'Name: Scores → Churn',
      'Budget: not stated → 500 USD a month',
      'Region: westeurope → northeurope',
      'Add the assumption runsPerMonth',
      'Add the waiver no-owner',
      'exports.prefix: not stated → churn',
    ])
      expect(said).toContain(`\n- ${line}\n`);
  });
});
