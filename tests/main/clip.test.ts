import { describe, expect, it } from 'vitest';
import { PlanProblems } from '#engine/errors';
import { changeBetween, emptyPlan, readPlan, type Plan } from '#engine/plan';
import { clipText, readClip } from '../../src/main/clip';

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
    expect(readClip(piece)?.nodes).toEqual({ lake: { service: 'adls-gen2' } });
  });

  it('is notes without nodes', () => {
    expect(readClip('notes:\n  why: {text: Why?, at: [0, 0]}\n')?.notes).toEqual({ why: { text: 'Why?', at: [0, 0] } });
  });

  it('is a plan in JSON', () => {
    expect(readClip('{"pipedraft": 1, "name": "A", "nodes": {"lake": {"service": "adls-gen2"}}}')?.nodes).toEqual({
      lake: { service: 'adls-gen2' },
    });
  });

  it.each(['', 'Churn', '{"a": 1}', 'pipedraft: 1\nname: A\n', 'pipedraft: 1\nname: A\nnodes: {}\n'])('is not %j', (text) => {
    expect(readClip(text)).toBeNull();
  });

  it('is refused with its problems when it looks like a plan and is none', () => {
    expect(() => readClip('nodes:\n  lake: {service: 5}\n')).toThrow(PlanProblems);
  });
});
