import { describe, expect, it } from 'vitest';
import { applyEdits, edgeId } from '#engine/plan';
import { rules, validate } from '#engine/validate';
import { catalog } from '../../harness/resources.ts';
import { inputOf } from '../../harness/rule-cases.ts';
import { aPlan } from '../../harness/small-catalog.ts';

/* What is proposed for an edge that cannot be is never another one that cannot be. */

const { starts } = catalog;
const pairsOf = (from: string) => starts.targets.map((to) => ({ to, cell: starts.cell(from, to) }));
const planOf = (from: string, to: string) => aPlan({ a: { service: from, title: 'A' }, b: { service: to, title: 'B' } }, ['a control b']);
const rejecting = new Set(['orchestrator-can-trigger', 'event-edge-supported', 'edge-kind-fits', 'data-factory-azure-ml-activity']);
const rejectedIn = (plan: ReturnType<typeof planOf>) => validate(inputOf(plan), rules).findings.filter(({ rule }) => rejecting.has(rule));

describe.each(starts.starters)('%s', (from) => {
  it('is given fixes that put the edge right, where it cannot start something', () => {
    const wrong = pairsOf(from).flatMap(({ to, cell }) => {
      if (cell?.way !== 'no') return [];
      const plan = planOf(from, to);
      const { findings, fixesOf } = validate(inputOf(plan), rules);
      return findings
        .filter(({ rule }) => rejecting.has(rule))
        .flatMap(({ key }) => fixesOf(key))
        .flatMap(({ title, edits }) => rejectedIn(applyEdits(plan, edits)).map(({ message }) => `${to}: ${title}: ${message}`));
    });
    expect(wrong).toEqual([]);
  });

  it('keeps an edge to what it can start, whatever other rules propose', () => {
    const wrong = pairsOf(from).flatMap(({ to, cell }) => {
      if (!cell || cell.way === 'no') return [];
      const plan = planOf(from, to);
      const { findings, fixesOf } = validate(inputOf(plan), rules);
      const mine = edgeId({ from: 'a', to: 'b', kind: 'control' });
      return (
        findings
          .filter(({ severity }) => severity === 'error')
          .flatMap(({ key, rule }) => fixesOf(key).map((fix) => ({ rule, fix })))
          // what takes the place of a retired service may have other ways to be started
          .filter(({ fix }) => !fix.edits.some(({ type }) => type === 'swap-service'))
          .filter(({ fix }) => fix.edits.some((edit) => edit.type === 'remove-edges' && edit.edges.some((edge) => edgeId(edge) === mine)))
          .map(({ rule, fix }) => `${to}: ${rule}: ${fix.title}`)
      );
    });
    expect(wrong).toEqual([]);
  });
});
