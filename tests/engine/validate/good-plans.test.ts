import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { formatYaml, readPlan } from '#engine/plan';
import { rules } from '#engine/validate';
import { book, catalog, scoring } from '../../harness/resources.ts';

/*
 * Plans that an architect would sign: the reference architectures with other but right choices, drawn in the ways in which people draw
 * them. A finding of more than advice on one of these is a false alarm, and people switch off a validator that has false alarms. Whoever
 * is told of one adds the plan here before changing the rule.
 */

const folder = join(import.meta.dirname, 'good-plans');

describe.each(readdirSync(folder).sort())('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const { plan } = readPlan(text, file);

  it('has no error and no warning', () => {
    const { findings } = evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' });
    const loud = findings.filter(({ severity }) => severity !== 'info');
    expect(loud.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('is in canonical form', () => {
    expect(formatYaml(text, plan)).toBe(text);
  });
});
