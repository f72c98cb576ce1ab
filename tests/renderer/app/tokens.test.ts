import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { dark } from '#engine/draw';
import { edgeKindIds, lanes } from '#engine/plan';
import SeverityIcon from '../../../src/renderer/ui/SeverityIcon.svelte';
import { contrast, distance, sights } from '../../harness/colour.ts';

/* The colours of both themes, as those see them who do not see all colours. */

const css = readFileSync(join(import.meta.dirname, '..', '..', '..', 'src', 'renderer', 'app', 'tokens.css'), 'utf8');

/** What lies behind words and marks. */
const grounds = ['canvas', 'band', 'band-alternate', 'surface', 'surface-raised', 'surface-sunken', 'hover', 'selected'];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const colours = tokensOf(theme);
  const colour = (name: string) => colours.get(name) ?? '';

  describe.each(sights)('seen as %s', (sight) => {
    const pairs = lanes.slice(1).map(({ id }, at) => [lanes[at]?.id ?? id, id] as const);
    it.each(pairs)('%s and %s, which stand one below the other, differ', (one, other) => {
      expect(distance(colour(`lane-${one}`), colour(`lane-${other}`), sight)).toBeGreaterThanOrEqual(0.075);
    });
  });

  // WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what has to be seen
  it.each(['text', 'text-muted', 'text-faint'])('%s can be read on everything', (text) => {
    for (const ground of grounds) expect(contrast(colour(text), colour(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });

  const worded: readonly (readonly [text: string, ground: string])[] = [
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ...['error', 'warning', 'info', 'waived'].map((severity) => ['on-mark', severity] as const),
    ...['error', 'warning', 'info', 'good'].map((tone) => [tone, `${tone}-soft`] as const),
  ];
  it.each(worded)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ...lanes.map(({ id }) => `lane-${id}`),
    ...edgeKindIds.map((kind) => `edge-${kind}`),
    ...['error', 'warning', 'info', 'waived', 'accent', 'focus', 'good', 'border-strong'],
  ])('%s can be seen on everything', (mark) => {
    for (const ground of grounds) expect(contrast(colour(mark), colour(ground)), ground).toBeGreaterThanOrEqual(3);
  });
});

it('draws plans on a dark screen in the colours of the window', () => {
  const colours = tokensOf('dark');
  const named = (prefix: string, map: Readonly<Record<string, string>>) =>
    Object.entries(map).map(([name, value]) => [`${prefix}${name}`, value] as const);
  const drawn = [
    ...named('', { canvas: dark.background, surface: dark.card, text: dark.text, band: dark.band }),
    ...named('', { 'border-strong': dark.cardBorder, 'text-muted': dark.muted, 'band-alternate': dark.bandAlternate }),
    ...named('', { good: dark.change.added, 'on-mark': dark.onChange }),
    ...named('lane-', dark.lane),
    ...named('edge-', dark.edge),
    ...named('', dark.severity),
  ];
  expect(drawn.map(([name]) => [name, colours.get(name)])).toEqual(drawn);
});

it('tells how serious something is by a shape and a word, since errors and warnings look alike to some', () => {
  const severities = ['error', 'warning', 'info', 'waived'] as const;
  const [error = '', warning = ''] = ['error', 'warning'].map((name) => tokensOf('light').get(name));
  expect(distance(error, warning, 'deuteranopia')).toBeLessThan(0.075);
  const icons = severities.map((severity) => render(SeverityIcon, { severity }).container.querySelector('svg'));
  expect(new Set(icons.map((icon) => icon?.getAttribute('aria-label'))).size).toBe(severities.length);
  expect(new Set(icons.map((icon) => icon?.querySelector('.shape, .ring')?.outerHTML)).size).toBe(severities.length);
});

/** The colours of a theme by name. */
function tokensOf(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const [, block = ''] = css.split(`:root[data-theme='${theme}'] {`);
  const named = [...(block.split('}')[0] ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return new Map(named.map(([, name = '', value = '']) => [name, value]));
}
