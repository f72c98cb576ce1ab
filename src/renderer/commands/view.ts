import { commandIds } from '#commands';
import type { Session } from '../app/session.svelte';
import { ask } from '../state/ask';
import type { Command, MenuCommands } from './command';

/** The commands of the menu View. */
export function viewCommands(session: Session): MenuCommands<'view'> {
  const { selection, settings, port, places, panels, dialogs, files, tabs, hasNodes, hasPlan } = session;
  const toggling = (key: 'lanes' | 'minimap' | 'legend' | 'problems'): Command => ({
    checked: () => settings.choices[key],
    run: () => settings.set(key, !settings.choices[key]),
  });
  const togglingSide = (side: 'palette' | 'inspector'): Command => ({
    checked: () => panels.sides[side],
    run: () => panels.toggleSide(side),
  });
  const showing = (step: 1 | -1): Command => ({
    enabled: () => tabs.areSeveral,
    run: () => void files.doing(() => ask('showTabBeside', { step })),
  });
  const themed = (theme: 'system' | 'light' | 'dark'): Command => ({
    checked: () => settings.choices.theme === theme,
    run: () => settings.set('theme', theme),
  });
  return {
    'toggle-outline': {
      enabled: hasPlan,
      checked: () => settings.choices.outline !== 'off',
      run: () => panels.showOutline(settings.choices.outline === 'off' ? 'beside' : 'off'),
    },
    'outline-alone': {
      enabled: hasPlan,
      checked: () => settings.choices.outline === 'alone',
      run: () => panels.showOutline(settings.choices.outline === 'alone' ? 'beside' : 'alone'),
    },
    'toggle-source': { enabled: hasPlan, checked: () => settings.choices.source, run: () => panels.showSource(!settings.choices.source) },
    palette: { run: () => (dialogs.offered = new Set(commandIds.filter((id) => session.commands.isEnabled(id)))) },
    'saved-views': { enabled: hasPlan, run: () => (dialogs.open = 'views') },
    back: { enabled: () => places.canGoBack, run: () => places.back() },
    forward: { enabled: () => places.canGoForward, run: () => places.forward() },
    'next-tab': showing(1),
    'previous-tab': showing(-1),
    'zoom-in': { enabled: hasPlan, run: () => port.actions?.zoomIn() },
    'zoom-out': { enabled: hasPlan, run: () => port.actions?.zoomOut() },
    'zoom-reset': { enabled: hasPlan, run: () => port.actions?.zoomReset() },
    fit: { enabled: hasNodes, run: () => port.actions?.fit() },
    'zoom-selection': { enabled: () => selection.nodes.size > 0, run: () => port.actions?.zoomTo([...selection.nodes]) },
    'toggle-lanes': toggling('lanes'),
    'toggle-minimap': toggling('minimap'),
    'toggle-legend': toggling('legend'),
    'toggle-palette': togglingSide('palette'),
    'toggle-inspector': togglingSide('inspector'),
    'toggle-problems': toggling('problems'),
    'theme-system': themed('system'),
    'theme-light': themed('light'),
    'theme-dark': themed('dark'),
    theme: { run: () => settings.set('theme', settings.theme === 'dark' ? 'light' : 'dark') },
  };
}
