import { describe, expect, it } from 'vitest';
import { changeBetween, emptyPlan, readPlan, type Plan } from '#engine/plan';
import type { NothingToPaste } from '#ipc';
import { clipText, readClip } from '../../../src/main/plans/clipboard-plan';

const part: Plan = {
  ...emptyPlan('Churn'),
  assumptions: { runsPerMonth: 22 },
  nodes: {
    copy: { service: 'adf-copy-activity', title: 'Copy', usage: { runsPerMonth: '$runsPerMonth' } },
    lake: { service: 'adls-gen2' },
  },
  edges: [{ from: 'copy', to: 'lake', kind: 'data' }],
  layout: { copy: [0, 0], lake: [0, 112] },
};
const copied = clipText(changeBetween(emptyPlan(''), part));

describe('what is copied', () => {
  it('is a plan file of its own', () => {
    expect(readPlan(copied, 'a.yaml').plan).toEqual(part);
  });

  it('comes back as it was', () => {
    expect(readClip(copied)).toEqual(part);
  });
});

describe('what can be pasted', () => {
  it('is a piece of a plan file that does not say what it is', () => {
    const piece = 'nodes:\n  lake: {service: adls-gen2}\n';
    expect(readClip(piece)).toMatchObject({ nodes: { lake: { service: 'adls-gen2' } } });
  });

  it('is a piece with the name of its plan, or in JSON', () => {
    const node = { nodes: { lake: { service: 'adls-gen2' } } };
    expect(readClip('name: Churn\nnodes:\n  lake: {service: adls-gen2}\n')).toMatchObject(node);
    expect(readClip('{"nodes": {"lake": {"service": "adls-gen2"}}}')).toMatchObject(node);
    expect(readClip('{\n  "name": "Churn",\n  "nodes": {"lake": {"service": "adls-gen2"}}\n}')).toMatchObject(node);
  });

  it('is notes without nodes', () => {
    expect(readClip('notes:\n  why: {text: Why?, at: [0, 0]}\n')).toMatchObject({ notes: { why: { text: 'Why?', at: [0, 0] } } });
  });

  it('is a plan in JSON', () => {
    expect(readClip('{"pipedraft": 1, "name": "A", "nodes": {"lake": {"service": "adls-gen2"}}}')).toMatchObject({
      nodes: { lake: { service: 'adls-gen2' } },
    });
  });

  it.each([
    ['', 'The clipboard holds no text.'],
    ['Churn', 'The clipboard holds a text, but no nodes of a plan.'],
    ['{"a": 1}', 'The clipboard holds JSON, but no nodes of a plan.'],
    ['[1, 2', 'The clipboard holds JSON, but no nodes of a plan.'],
    ['replicas: 3\nimage: a\n', 'The clipboard holds YAML, but no nodes of a plan.'],
    ['pipedraft: 1\nname: A\n', 'The clipboard holds YAML, but no nodes of a plan.'],
    ['pipedraft: 1\nname: A\nnodes: {}\n', 'The clipboard holds a plan without nodes or notes.'],
    ['apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n', 'The clipboard holds a Kubernetes manifest, but no nodes of a plan.'],
    ['apiVersion: v1\nkind: List\nnodes:\n  - a\n', 'The clipboard holds a Kubernetes manifest, but no nodes of a plan.'],
    ['trigger: [main]\nsteps:\n  - script: npm test\n', 'The clipboard holds an Azure pipeline, but no nodes of a plan.'],
    ['a'.repeat(33 * 1024 * 1024), 'The clipboard holds a text that is larger than a plan can be.'],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:8eb7\nsize 48605\n',
      'The clipboard holds no nodes of a plan. This is a pointer of Git LFS: the file itself was not fetched.',
    ],
    [
      'nodes:\n  lake: {service: 5}\n',
      'What the clipboard holds cannot be read as nodes of a plan. "service" of the node "lake" must be text, not a number (line 2).',
    ],
  ])('is not %j, and what it is is said', (text, nothing) => {
    const read = readClip(text);
    expect(read).toMatchObject({ nothing });
    expect((read as NothingToPaste).fix).toMatch(/[.?]$/);
  });
});
