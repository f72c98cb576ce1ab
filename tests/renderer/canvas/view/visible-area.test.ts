import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan, type Position } from '#engine/plan';
import { Routes } from '../../../../src/renderer/canvas/edges/routes.svelte';
import { VisibleArea } from '../../../../src/renderer/canvas/view/visible-area.svelte';
import { PlanEditor } from '../../../../src/renderer/state/plan-editor.svelte';

/** Nodes in rows of forty, each row a chain. */
function planOf(nodes: number): Plan {
  const ids = Array.from({ length: nodes }, (_, at) => `n${at}`);
  return {
    nodes: Object.fromEntries(ids.map((id) => [id, { service: 'azure-storage' }])),
    edges: ids.slice(1).flatMap((to, at) => (at % 40 === 39 ? [] : [{ from: `n${at}`, to, kind: 'data' }])),
    layout: Object.fromEntries(ids.map((id, at): [string, Position] => [id, [(at % 40) * 264, Math.floor(at / 40) * 112]])),
  } as unknown as Plan;
}

function sightOf(nodes: number, zoom: number, at: Position = [0, 0], wanted: readonly string[] = []): VisibleArea {
  const plan = planOf(nodes);
  const routes = new Routes(
    () => plan,
    () => new Promise(() => undefined),
    () => undefined,
  );
  return new VisibleArea({
    plan: () => plan,
    viewport: () => ({ x: -at[0] * zoom, y: -at[1] * zoom, zoom }),
    size: () => ({ width: 1000, height: 600 }),
    routes,
    wanted: () => wanted,
  });
}

describe('VisibleArea', () => {
  it('gives all of a small plan', () => {
    const visible = sightOf(50, 1);
    expect(visible.nodes).toHaveLength(50);
    expect(visible.overview).toBe(false);
  });

  it('gives what is near the view of a large plan, in the order of the plan', () => {
    const visible = sightOf(1200, 1, [2640, 1120]);
    expect(visible.nodes.length).toBeLessThan(160);
    expect(visible.nodes).toContain('n410');
    expect(visible.nodes).not.toContain('n0');
    const order = visible.nodes.map((id) => Number(id.slice(1)));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('gives the edges that pass near the view, also those whose ends are far from it', () => {
    const visible = sightOf(1200, 1, [2640, 1120]);
    const given = new Set(visible.nodes);
    expect(visible.edges.some(({ edge: { from, to } }) => given.has(from) && given.has(to))).toBe(true);
    expect(visible.edges.length).toBeLessThan(400);
  });

  it('keeps its edges when a node only says something else, and not when an edge comes or a node goes', () => {
    const editor = new PlanEditor(
      { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
      (plan) => plan,
      () => undefined,
    );
    editor.open({
      plan: { ...emptyPlan('Many'), ...planOf(60) },
      file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false },
      notice: null,
    });
    const visible = new VisibleArea({
      plan: () => editor.plan,
      viewport: () => ({ x: 0, y: 0, zoom: 1 }),
      size: () => ({ width: 1000, height: 600 }),
      routes: new Routes(
        () => editor.plan,
        () => new Promise(() => undefined),
        () => undefined,
      ),
      wanted: () => [],
    });
    const { edges } = visible;
    editor.edit('Rename', [{ type: 'change-node', id: 'n1', set: { title: 'Another' } }]);
    expect(editor.plan.nodes['n1']).toHaveProperty('title', 'Another');
    expect(visible.edges).toBe(edges);
    editor.edit('Connect', [{ type: 'add-edge', edge: { from: 'n0', to: 'n41', kind: 'data' } }]);
    expect(visible.edges).toHaveLength(edges.length + 1);
    editor.edit('Delete', [{ type: 'remove-nodes', ids: ['n1'], heal: false }]);
    expect(visible.edges.some(({ edge: { from, to } }) => from === 'n1' || to === 'n1')).toBe(false);
  });

  it('gives what has to be there, wherever it is', () => {
    expect(sightOf(1200, 1, [2640, 1120], ['n0']).nodes).toContain('n0');
  });

  it('gives nothing of what is drawn as a picture', () => {
    const visible = sightOf(1200, 0.1);
    expect(visible.overview).toBe(true);
    expect([visible.nodes, visible.edges]).toEqual([[], []]);
  });

  it('knows whether everything is in view', () => {
    expect(sightOf(1200, 0.1).all).toBe(false);
    expect(sightOf(40, 0.05, [-10, -10]).all).toBe(true);
  });

  it('finds the node at a place, and one that is just missed', () => {
    const visible = sightOf(1200, 0.1);
    expect(visible.nodeAt([264 + 104, 112 + 32])).toBe('n41');
    expect(visible.nodeAt([264 + 230, 112 + 32])).toBeUndefined();
    expect(visible.nodeAt([264 + 230, 112 + 32], 30)).toBe('n41');
    expect(visible.nodesIn({ left: 0, top: 0, right: 300, bottom: 100 })).toEqual(['n0', 'n1']);
  });
});
