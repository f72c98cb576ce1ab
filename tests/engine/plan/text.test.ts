import { describe, expect, it } from 'vitest';
import { isBlank, isDay, readPlan } from '#engine/plan';
import { problemsOf } from '../../harness/problems.ts';

describe('a blank text', () => {
  it.each(['', ' ', '\t\r\n', '\u00a0', '\u200b', '\u2060\ufeff', '\u2800', '\u3164', '\u3000', '\u0000\u0007'])(
    '%j shows nothing',
    (text) => {
      expect(isBlank(text)).toBe(true);
    },
  );

  it.each(['a', ' . ', '-', '\u200b0', '😀', 'é', '日本'])('%j shows something', (text) => {
    expect(isBlank(text)).toBe(false);
  });

  it('is no reason for a waiver, in YAML and in JSON', () => {
    const waiver = { rule: 'no-orphan-node', because: ' \u200b ' };
    const text = JSON.stringify({ pipedraft: 1, name: 'A', waivers: [waiver] });
    for (const file of ['plan.yaml', 'plan.json'])
      expect(problemsOf(() => readPlan(text, file))).toMatchObject([
        { message: '"because" of waiver 1 must say why the finding is accepted.', place: { line: 1 } },
      ]);
  });

  it('is read where it does no harm', () => {
    const { plan } = readPlan('pipedraft: 1\nname: " "\nnodes: {a: {service: docker, title: " ", owner: " "}}\n', 'plan.yaml');
    expect(plan.nodes['a']?.title).toBe(' ');
  });
});

describe('a day', () => {
  it.each(['2027-06-30', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is in the calendar', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['2027-02-30', '1900-02-29', '2027-04-31', '2027-00-10', '2027-13-01', '12027-01-01', '2027-1-1', '', 'soon'])(
    '%s is not',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
