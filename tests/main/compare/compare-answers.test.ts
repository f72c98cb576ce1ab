import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { applyChange, emptyPlan, readPlan, sameContent, writePlanYaml, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { CompareAnswers } from '../../../src/main/compare/compare-answers.ts';
import { ownFolder } from '../../harness/folder.ts';
import { TestRepository, whyNoGit } from '../../harness/git.ts';
import { book, catalog, icons, scoring } from '../../harness/resources.ts';

/* What the thread of comparisons answers. */

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const judging = { basisOf: () => ({ catalog, rules, scoring, book, packs: [] }), today: '2026-11-21', icons };
const wish = { ignoreMoved: true, isDark: false, isSideBySide: false };

const before: Plan = {
  ...emptyPlan('Churn'),
  nodes: { lake: { service: 'azure-storage', title: 'Lake' }, train: { service: 'azure-ml-pipelines', title: 'Train' } },
  edges: [{ from: 'lake', to: 'train', kind: 'data' }],
  layout: { lake: [0, 0], train: [0, 200] },
};
const after: Plan = {
  ...before,
  nodes: { train: { service: 'azure-ml-pipelines', title: 'Train daily' }, extra: { service: 'azure-storage', title: 'Extra' } },
  edges: [],
  layout: { train: [264, 200], extra: [0, 400] },
};

const compare = (answers: CompareAnswers, id = 1, wished = wish) =>
  answers.answer('compare', { id, plan: after, other: { plan: before }, wish: wished }, judging);

describe('the comparison', () => {
  it('says what changed, where it is drawn, and what that does', async () => {
    const { changes, nodes, picture, leftOut, cost } = await compare(new CompareAnswers());
    expect(changes.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      'changed Train daily',
      'added Extra',
      'removed Lake',
      'removed Lake → Train (data)',
    ]);
    expect(nodes).toEqual({ before: 2, after: 2 });
    expect(leftOut).toBe(0);
    expect(cost.currency).toEqual({ before: 'USD', after: 'USD' });
    for (const { title, box } of changes) {
      expect(box, title).not.toBeNull();
      if (!box) continue;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(picture.width + 40);
      expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
    }
    expect(picture.svg).toContain('data-change="removed"');
  });

  it('draws each plan by itself if that is asked for, with its changes where both sheets have them', async () => {
    expect((await compare(new CompareAnswers())).sides).toBeNull();
    const { changes, sides } = await compare(new CompareAnswers(), 1, { ...wish, isSideBySide: true });
    if (!sides) throw new Error('There are no drawings.');
    expect(sides.before.svg).toContain('data-node="lake"');
    expect(sides.after.svg).not.toContain('data-node="lake"');
    for (const { x, y, width, height } of [sides.before, sides.after]) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(sides.width);
      expect(y + height).toBeLessThanOrEqual(sides.height);
    }
    const [train, extra, lake] = changes.map((change) => change.sides);
    // it was moved by 264 units: on one sheet the places are as far apart
    expect((train?.after?.x ?? 0) - (train?.before?.x ?? 0)).toBe(264);
    expect(train?.after?.y).toBe(train?.before?.y);
    expect(extra?.before).toBeNull();
    expect(lake?.after).toBeNull();
    expect(extra?.after).not.toBeNull();
    expect(lake?.before).not.toBeNull();
  });

  it('says what changed since any state, with its figures of today', async () => {
    const answer = await new CompareAnswers().answer('sinceIssue', { plan: after, from: { plan: before } }, judging);
    if (!('changes' in answer)) throw new Error(answer.problem);
    expect(answer.changes.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      'changed Train daily',
      'added Extra',
      'removed Lake',
      'removed Lake → Train (data)',
    ]);
    expect(answer.today?.cost).toMatchObject({ currency: 'USD' });
    expect(answer.today?.scores).toBeDefined();
  });

  it('leaves out what only moved, unless it is asked for', async () => {
    const moved: Plan = { ...before, layout: { ...before.layout, lake: [528, 0] } };
    const answers = new CompareAnswers();
    const ask = (ignoreMoved: boolean) =>
      answers.answer('compare', { id: 1, plan: moved, other: { plan: before }, wish: { ...wish, ignoreMoved } }, judging);
    expect(await ask(true)).toMatchObject({ changes: [], leftOut: 1 });
    expect(await ask(false)).toMatchObject({ changes: [{ kind: 'moved' }], leftOut: 0 });
  });

  it('takes the other side of changes, and says what cannot be taken alone', async () => {
    const answers = new CompareAnswers();
    const { changes } = await compare(answers, 7);
    const all = await answers.answer('take', { comparison: 7, changes: changes.map((_, at) => at) }, judging);
    if (!('change' in all)) throw new Error(all.problem);
    const taken = applyChange(after, all.change);
    // the node had been moved as well, which was left out
    expect(sameContent({ ...taken, layout: before.layout }, before)).toBe(true);
    expect(await answers.answer('take', { comparison: 7, changes: [3] }, judging)).toEqual({
      problem: 'The edge “Lake → Train” needs the node “Lake”, which is not in this plan.',
      fix: 'Take both together.',
      needs: [2, 3],
    });
  });

  it('refuses changes of a comparison that it no longer has', async () => {
    const answers = new CompareAnswers();
    for (let id = 1; id <= 5; id += 1) await compare(answers, id);
    await expect(answers.answer('take', { comparison: 1, changes: [0] }, judging)).rejects.toThrow('out of date');
    await expect(answers.answer('take', { comparison: 5, changes: [99] }, judging)).rejects.toThrow('out of date');
  });

  it('names a file that cannot be read', async () => {
    const file = join(ownFolder(), 'broken.pipedraft.yaml');
    writeFileSync(file, 'name: [');
    await expect(new CompareAnswers().answer('compare', { id: 1, plan: after, other: { file }, wish }, judging)).rejects.toThrow(
      '“broken.pipedraft.yaml” cannot be read',
    );
  });

  it('counts what changed since a plan was seen, and gives its text for another day', async () => {
    const answers = new CompareAnswers();
    const { text } = await answers.answer('since', { plan: before, seen: null, file: null }, judging);
    expect(sameContent(readPlan(text, 'plan.json').plan, before)).toBe(true);
    expect(await answers.answer('since', { plan: after, seen: text, file: null }, judging)).toMatchObject({ seen: 4, commit: null });
    expect(await answers.answer('since', { plan: after, seen: 'torn', file: null }, judging)).toMatchObject({ seen: null });
  });
});

describe.skipIf(whyNoGit)('in a repository', () => {
  const path = 'plans/churn.pipedraft.yaml';
  const inRepository = (text: string) => {
    const made = new TestRepository(join(ownFolder(), 'repository'));
    made.commit({ [path]: text }, 'First');
    return { made, file: join(made.folder, path) };
  };
  const at = (file: string, revision: string) =>
    new CompareAnswers().answer('compare', { id: 1, plan: after, other: { file, revision }, wish }, judging);

  it('compares with a revision, and counts what changed since the last commit', async () => {
    const { file } = inRepository(writePlanYaml(before));
    expect((await at(file, 'HEAD')).changes).toHaveLength(4);
    expect(await new CompareAnswers().answer('since', { plan: after, seen: null, file }, judging)).toMatchObject({ commit: 4 });
    expect(await new CompareAnswers().answer('commits', { file }, judging)).toMatchObject({
      commits: [{ subject: 'First', author: 'Ada' }],
      end: 'start',
    });
  });

  it('says plainly why a revision gives no plan', async () => {
    const { made, file } = inRepository('name: [');
    await expect(at(file, 'HEAD')).rejects.toThrow('The plan of “HEAD” cannot be read:');
    await expect(at(file, 'HEAD~4')).rejects.toThrow('goes back further than the history');
    await expect(at(join(made.folder, 'plans', 'new.pipedraft.yaml'), 'HEAD')).rejects.toThrow(
      '“HEAD” does not have the file “plans/new.pipedraft.yaml”.',
    );
    made.commit({ [path]: 'version https://git-lfs.github.com/spec/v1\n' });
    await expect(at(file, 'HEAD')).rejects.toThrow('kept in Git LFS');
    const outside = ownFolder();
    mkdirSync(join(outside, 'plans'));
    await expect(at(join(outside, path), 'HEAD')).rejects.toThrow('not in a git repository');
  });
});

describe('texts to merge', () => {
  const texts = { ours: 'pipedraft: 1\nname: Mine\n', theirs: 'pipedraft: 1\nname: Theirs\n' };

  it('are a plan for each side, with the number of differences to decide', async () => {
    const made = await new CompareAnswers().answer('reconcile', { texts, format: 'yaml' }, judging);
    expect(made).toMatchObject({ plan: { name: 'Mine' }, other: { name: 'Theirs' }, text: texts.ours, conflicts: 1, overruled: [] });
  });

  it('name the sides that are no plans', async () => {
    const made = await new CompareAnswers().answer(
      'reconcile',
      { texts: { ...texts, theirs: 'name: No version\n' }, format: 'yaml' },
      judging,
    );
    expect('unreadable' in made && made.unreadable.map(({ side, problems }) => [side, problems.length])).toEqual([['theirs', 1]]);
  });

  it('give some keys of a change back', async () => {
    const answers = new CompareAnswers();
    const now = {
      ...after,
      nodes: { ...after.nodes, train: { service: 'azure-ml-pipelines', title: 'Train daily', usage: { runsPerMonth: 3 } } },
    };
    const { changes } = await answers.answer('compare', { id: 1, plan: now, other: { plan: before }, wish }, judging);
    const at = changes.findIndex(({ id }) => id === 'train');
    expect(changes[at]).toMatchObject({ byKey: true, keys: [{ title: 'Title' }, {}] });
    const taken = await answers.answer('take', { comparison: 1, changes: [at], keys: [0] }, judging);
    expect('change' in taken && applyChange(now, taken.change).nodes['train']).toEqual({
      service: 'azure-ml-pipelines',
      title: 'Train',
      usage: { runsPerMonth: 3 },
    });
  });
});
