import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffPlans } from '#engine/diff';
import { mergePlans, type MergedPlans } from '#engine/merge';
import { documentOf, edgeId, readPlan, sameContent, writePlanYaml, type Plan } from '#engine/plan';
import { factsOf, type Fact } from '../../harness/facts.ts';
import { history, type History } from '../../harness/histories.ts';
import { catalog } from '../../harness/resources.ts';

/* The laws of merging two sides of a plan. */

const merge = (base: Plan, ours: Plan, theirs: Plan): MergedPlans => mergePlans({ base, ours, theirs }, catalog);

/** Enough for a suite that runs often; PIPEDRAFT_HISTORIES=4000 looks for rarer ones. */
const runs = { numRuns: Number(process.env['PIPEDRAFT_HISTORIES'] ?? 600) };

describe('a merge', () => {
  it('with one side unchanged is the other side, in its order', () => {
    fc.assert(
      fc.property(history, ({ base, ours }) => {
        for (const result of [merge(base, base, ours), merge(base, ours, base)]) {
          expect(result.conflicts).toEqual([]);
          expect(result.overruled).toEqual([]);
          expectSame(result.plan, ours);
        }
      }),
      runs,
    );
  });

  it('of equal sides is what both have', () => {
    fc.assert(
      fc.property(history, ({ base, ours }) => {
        const copy = JSON.parse(JSON.stringify(ours)) as Plan;
        const { plan, conflicts } = merge(base, ours, copy);
        expect(conflicts).toEqual([]);
        expectSame(plan, ours);
      }),
      runs,
    );
  });

  it('is the same with the sides exchanged, apart from order', () => {
    fc.assert(
      fc.property(history, ({ base, ours, theirs }) => {
        const [one, turned] = [merge(base, ours, theirs), merge(base, theirs, ours)];
        const places = new Set(
          [...one.overruled, ...turned.overruled].filter(({ what }) => what === 'place').map(({ part, id }) => `${part} ${id}`),
        );
        expect(unordered(turned.other, places)).toEqual(unordered(one.plan, places));
        expect(turned.conflicts.length, JSON.stringify([turned.conflicts, one.conflicts, one.overruled, turned.overruled])).toBe(
          one.conflicts.length,
        );
      }),
      runs,
    );
  });

  it('can be read again, whichever side is taken, and has no edge without its ends', () => {
    fc.assert(
      fc.property(history, (made) => {
        const { base, ours, theirs } = { base: joined(made.base), ours: joined(made.ours), theirs: joined(made.theirs) };
        const { plan, other } = merge(base, ours, theirs);
        for (const result of [plan, other]) {
          expect(sameContent(readPlan(writePlanYaml(result), 'a.yaml').plan, result)).toBe(true);
          expect(result.edges.filter(({ from, to }) => !result.nodes[from] || !result.nodes[to])).toEqual([]);
          expect(new Set(result.edges.map(edgeId)).size).toBe(result.edges.length);
          for (const id of [...Object.keys(result.layout), ...result.pinned]) expect(result.nodes[id]).toBeDefined();
        }
      }),
      runs,
    );
  });

  it('has every edit of either side, or names a conflict', () => {
    let edits = 0;
    fc.assert(
      fc.property(history.filter(hasNoNewName), ({ base, ours, theirs }) => {
        const result = merge(base, ours, theirs);
        const [was, one, two, merged] = [base, ours, theirs, result.plan].map(factsOf) as [Facts, Facts, Facts, Facts];
        for (const key of new Set([...was.keys(), ...one.keys(), ...two.keys()])) {
          const [before, now, others, is] = [was, one, two, merged].map((facts) => facts.get(key)?.value);
          const fact = (one.get(key) ?? two.get(key) ?? was.get(key)) as Fact; // one of the three has it
          if (now === before && others === before) continue;
          edits += 1;
          const wanted = now === before ? others : now;
          if (is === wanted && (now === before || others === before || now === others)) continue;
          expect(
            isExplained(fact, result, base, ours, theirs),
            `${key}: ${before} → ${now} and ${others}, merged ${is}\n${JSON.stringify(result.conflicts)}`,
          ).toBe(true);
        }
      }),
      runs,
    );
    expect(edits).toBeGreaterThan(2.5 * runs.numRuns);
  });

  it('marks every conflict by a difference of the two results', () => {
    fc.assert(
      fc.property(history, ({ base, ours, theirs }) => {
        const { plan, other, conflicts } = merge(base, ours, theirs);
        expect(sameContent(plan, other), JSON.stringify(conflicts)).toBe(conflicts.length === 0);
      }),
      runs,
    );
  });
});

type Facts = ReadonlyMap<string, Fact>;

/** A plan without the edges that lead nowhere. */
function joined(plan: Plan): Plan {
  return { ...plan, edges: plan.edges.filter(({ from, to }) => plan.nodes[from] && plan.nodes[to]) };
}

/** True if things have in both sides the names that they had. */
function hasNoNewName({ base, ours, theirs }: History): boolean {
  return [ours, theirs].every((side) => diffPlans(base, side, catalog).changes.every(({ formerId }) => formerId === undefined));
}

/** True if a conflict names the fact, or what it belongs to; or if it is about the drawing of something that the other side removed. */
function isExplained(
  { part, id, path }: Fact,
  { conflicts, overruled, plan, other }: MergedPlans,
  base: Plan,
  ours: Plan,
  theirs: Plan,
): boolean {
  const isOf = (conflict: { readonly part: string; readonly id: string; readonly path: readonly string[] }) =>
    conflict.part === part &&
    conflict.id === id &&
    conflict.path.every((key, at) => path[at] === undefined || path[at] === key || key === 'ends');
  if (conflicts.some(isOf)) return true;
  if (
    overruled.some((one) => one.part === part && one.id === id && (path.length === 0 || path.includes(one.what) || one.what === 'emptied'))
  )
    return true;
  // notes of two people under one name are both kept
  const note = ours.notes[id] && theirs.notes[id] && [ours.notes[id], theirs.notes[id]];
  if (part === 'note' && note) return note.every(({ text }) => Object.values(plan.notes).some((one) => one.text === text));
  // a group that one side dissolved says nothing about where the other put its nodes
  const group = Object.entries(base.groups).find(([, { nodes }]) => part === 'node' && nodes.includes(id))?.[0];
  if (path[0] === 'group' && group !== undefined && !(ours.groups[group] && theirs.groups[group])) return true;
  if (path[0] === 'group' && conflicts.some((one) => one.part === 'group')) return true;
  // a group that lost its last node to a named conflict about that node is in the other result
  const isInOther = part === 'group' && !plan.groups[id] && other.groups[id] !== undefined;
  if (isInOther && conflicts.some((one) => one.part === 'node')) return true;
  if (part === 'waiver') return conflicts.some((one) => one.part === 'waiver');
  if (part === 'edge')
    return (
      conflicts.some((one) => one.part === 'node' && id.split('/').includes(one.id)) ||
      conflicts.some((one) => one.part === 'edge' && one.id.split('/')[0] === id.split('/')[0])
    );
  if (part === 'note') return path[0] === 'place' && !plan.notes[id];
  const isGone = part === 'node' && !plan.nodes[id] && !(ours.nodes[id] && theirs.nodes[id]);
  if (isGone && ['place', 'pinned', 'group'].includes(path[0] ?? '')) return true;
  return false;
}

function expectSame(plan: Plan, expected: Plan): void {
  if (!sameContent(plan, expected)) expect(documentOf(plan)).toEqual(documentOf(expected));
  expect(Object.keys(plan.nodes)).toEqual(Object.keys(expected.nodes));
}

/** What a plan says, without the order of its parts and without some places. */
function unordered(plan: Plan, places: ReadonlySet<string>): unknown {
  return [...factsOf(plan).values()]
    .filter(({ part, id, path }) => !(path[0] === 'place' && places.has(`${part} ${id}`)) && path[0] !== 'direction')
    .map(({ part, id, path, value }) => [part, id, path.join('.'), value].join(' | '))
    .sort();
}
