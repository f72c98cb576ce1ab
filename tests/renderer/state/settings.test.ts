import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { Settings, type Channel } from '../../../src/renderer/state/settings.svelte.ts';
import { WindowDatabase } from '../../../src/renderer/storage/database.ts';

let libraries = 0;
const aLibrary = () => new WindowDatabase(`settings-${++libraries}`);

/** What windows say to each other: all hear it but the one that speaks. */
function windows(library: WindowDatabase | undefined, count: number): Settings[] {
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  return Array.from({ length: count }, (_, own) => {
    const channel: Channel = {
      postMessage: (data) => listeners.forEach((listener, at) => at !== own && listener({ data })),
      addEventListener: (_type, listener) => void (listeners[own] = listener),
    };
    return new Settings(library, channel);
  });
}

async function loaded(library: WindowDatabase): Promise<Settings> {
  const settings = new Settings(library);
  await settings.load();
  return settings;
}

describe('the settings', () => {
  it('are kept from session to session', async () => {
    const library = aLibrary();
    const settings = await loaded(library);
    expect(settings.isAsItCame).toBe(true);
    settings.set('density', 'compact');
    settings.set('paletteWidth', 300);
    await expect.poll(async () => (await loaded(library)).choices).toMatchObject({ density: 'compact', paletteWidth: 300 });
  });

  it('take over only what can be chosen: what was kept may be older, or of another version', async () => {
    const library = aLibrary();
    await library.settings.bulkPut([
      { key: 'theme', value: 'sepia' },
      { key: 'density', value: 'compact' },
      { key: 'minimap', value: 'yes' },
      { key: 'paletteWidth', value: -4000 },
      { key: 'toString', value: 'dark' },
      { key: 'gone', value: true },
    ]);
    const { choices } = await loaded(library);
    expect(choices).toMatchObject({ theme: 'system', density: 'compact', minimap: true, paletteWidth: 232 });
    expect(Object.keys(choices)).not.toContain('gone');
  });

  it('hold in every window, but for how a window is arranged', () => {
    const [one, other] = windows(undefined, 2) as [Settings, Settings];
    one.set('theme', 'dark');
    one.set('palette', false);
    expect([other.choices.theme, other.choices.palette]).toEqual(['dark', true]);
    other.restoreInitial();
    expect(one.choices).toMatchObject({ theme: 'system', palette: false });
  });

  it('take nothing from another window that cannot be chosen', () => {
    let tell: (event: { readonly data: unknown }) => void = () => undefined;
    const settings = new Settings(undefined, { postMessage: () => undefined, addEventListener: (_, listener) => (tell = listener) });
    for (const data of [null, 7, { theme: 'sepia', currency: 'symbol' }]) tell({ data });
    expect(settings.choices).toMatchObject({ theme: 'system', currency: 'symbol' });
  });

  it('go back to what they were, and to how they came', async () => {
    const settings = await loaded(aLibrary());
    settings.set('paper', 'A3');
    const before = settings.settable;
    settings.set('paper', 'Letter');
    settings.set('keyPreset', 'letters');
    settings.restore(before);
    expect(settings.choices).toMatchObject({ paper: 'A3', keyPreset: 'standard' });
    settings.set('inspectorWidth', 400);
    settings.restoreInitial();
    expect(settings.choices).toMatchObject({ paper: 'A4', inspectorWidth: 400 });
    expect(settings.isAsItCame).toBe(true);
  });
});
