import { expect, it } from 'vitest';
import { HelpPath } from '../../../src/renderer/help/help-path.svelte';

it('goes back and forward among the places of the help, as a browser does', () => {
  const path = new HelpPath('');
  expect([path.canGoBack, path.canGoForward]).toEqual([false, false]);
  path.go('guide/cost');
  path.go('guide/cost'); // the same place is no step
  path.go('glossary#plan');
  expect([path.page, path.anchor]).toEqual(['glossary', 'plan']);
  path.back();
  expect([path.place, path.anchor]).toEqual(['guide/cost', undefined]);
  path.back();
  path.back();
  expect([path.place, path.canGoBack]).toEqual(['', false]);
  path.forward();
  expect(path.place).toBe('guide/cost');
  path.go('keys'); // what was ahead is gone
  expect(path.canGoForward).toBe(false);
});
