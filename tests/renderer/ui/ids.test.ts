import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it } from 'vitest';
import Dialog from '../../../src/renderer/ui/Dialog.svelte';

const root = join(import.meta.dirname, '..', '..', '..', 'src', 'renderer');

it('no component has an id that is the same wherever it is', () => {
  const fixed = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .filter((name) => /\bid="[^{"]+"|aria-(?:labelledby|describedby|controls)="[^{"]+"/.test(readFileSync(join(root, name), 'utf8')));
  expect(fixed).toEqual([]);
});

it('two open dialogs have names of their own', () => {
  const children = createRawSnippet(() => ({ render: () => '<p>Words</p>' }));
  for (const title of ['One', 'Two']) render(Dialog, { title, children, onclose: () => undefined });
  const named = [...document.querySelectorAll('dialog')].map((dialog) => {
    const [heading, ...others] = document.querySelectorAll(`[id="${dialog.getAttribute('aria-labelledby') ?? ''}"]`);
    expect(others).toEqual([]);
    return heading?.textContent;
  });
  expect(named).toEqual(['One', 'Two']);
});
