import { mount } from 'svelte';
import { WindowDatabase } from '../storage/database';
import { ask } from '../state/ask';
import { pasteTitles } from '../state/paste-titles';
import { Settings } from '../state/settings.svelte';
import { guardComposition } from '../ui/composition';
import { HeldPointer } from '../ui/held-pointer';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

guardComposition(window);
const pointer = new HeldPointer(window);
document.addEventListener(
  'paste',
  (event) =>
    void pasteTitles(event, async () => {
      const clip = await ask('pastePlan', undefined);
      return 'nothing' in clip ? null : clip;
    }),
);

// theme and plan are known before anything is drawn, so nothing flashes; they are requested while the rest of the window loads
const database = new WindowDatabase();
const settings = new Settings(database, new BroadcastChannel('settings'));
const [startup, { default: App }] = await Promise.all([ask('startup', undefined), import('./App.svelte'), settings.load()]);
mount(App, { target, props: { startup, settings, database, pointer } });
