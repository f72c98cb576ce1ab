import { mount } from 'svelte';
import { Library } from '../storage/database';
import { ask } from '../state/ask';
import { Settings } from '../state/settings.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

// the theme and the plan are known before anything is drawn, so nothing flashes
const library = new Library();
const settings = new Settings(library, new BroadcastChannel('settings'));
const [startup] = await Promise.all([ask('startup', undefined), settings.load()]);
mount(App, { target, props: { startup, settings, library } });
