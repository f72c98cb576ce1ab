import { isTypedByAltGr, pressedKey } from '../ui/pressed-key';

/** Key labels as on a keyboard: `Mod+Shift+Z` as `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function keysLabel(keys: string | undefined, platform: string): string | undefined {
  if (keys === undefined) return undefined;
  if (platform !== 'darwin') return keys.replace('Mod', 'Ctrl').replace('Delete', 'Del').replace('Plus', '+');
  const signs: Readonly<Record<string, string>> = {
    Mod: '⌘',
    Ctrl: '⌃',
    Tab: '⇥',
    Shift: '⇧',
    Alt: '⌥',
    Delete: '⌦',
    Backspace: '⌫',
    Up: '↑',
    Down: '↓',
    PageUp: '⇞',
    PageDown: '⇟',
    Plus: '+',
  };
  return keys
    .split('+')
    .map((key) => signs[key] ?? key)
    .join('');
}

/** True if a key press matches a shortcut, on any keyboard layout. */
export function matchesKeys(event: KeyboardEvent, keys: string, platform: string): boolean {
  const parts = keys.split('+');
  const named = parts.at(-1) ?? '';
  const key = /^(Up|Down|Left|Right)$/.test(named) ? `Arrow${named}` : named;
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const isMac = platform === 'darwin';
  if (isMac && wants('Ctrl') && !event.ctrlKey) return false;
  if ((isMac ? event.metaKey : event.ctrlKey) !== (wants('Mod') || (wants('Ctrl') && !isMac))) return false;
  if (event.altKey !== wants('Alt') || isTypedByAltGr(event) || pressedKey(event) !== key) return false;
  // a symbol matches with or without Shift, as the layout requires; so does a digit that is typed with Shift
  const isSign = !/^[A-Za-z0-9]$|^.{2,}$/.test(key) || key === 'Plus';
  const isShiftedDigit = /^[0-9]$/.test(key) && event.key === key && wants('Mod');
  return isSign || isShiftedDigit || event.shiftKey === wants('Shift');
}

/** True if keys typed now go into a text field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)))
  );
}
