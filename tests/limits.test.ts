import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { limits, numberLimits } from '#engine/plan';
import { mostPixels } from '#paper';
import { longestMaking } from '../src/main/output/limits.ts';
import { mostClipboardPixels } from '../src/main/output/make-picture.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/limits.md'), 'utf8');

it.each([
  ...Object.entries(limits).map(([name, limit]) => [`limits.${name}`, limit] as const),
  ['numberLimits.most', numberLimits.most] as const,
  ['mostPixels', mostPixels] as const,
  ['mostClipboardPixels', mostClipboardPixels] as const,
  ['longestMaking', longestMaking / 1000] as const,
])('the page of limits has %s as it is', (name, limit) => {
  const row = page.split('\n').find((line) => line.includes(`\`${name}\``));
  expect(row?.split('|')[2]?.trim().split(' ')[0]).toBe(limit.toLocaleString('en-US'));
});
