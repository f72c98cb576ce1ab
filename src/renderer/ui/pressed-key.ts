/** The sign of each key without a letter or digit on a US keyboard, alone and with Shift. */
const usSigns: Readonly<Record<string, readonly [alone: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
};

/**
 * ASCII signs that the Hebrew, Greek and Arabic layouts have on keys where a US keyboard has a letter. Latin layouts have other signs there:
 * on Dvorak and Colemak such a key is not the letter, which is on another key.
 */
const foreignSigns: Readonly<Record<string, string>> = {
  KeyQ: '/;',
  KeyW: "'",
  KeyU: '`',
  KeyL: '/',
  KeyZ: '~',
  KeyC: '}',
  KeyV: '{',
  KeyM: "'",
};

/** Signs in the keys of commands: they count where the layout types them, on whichever key. */
const commandSigns = /^[.,[\]=+?-]$/;

/**
 * The name of a pressed key in the table of commands: the character that it types in the user's layout, in upper case. If the layout has no
 * Latin letter on the key, the name is the letter of a US keyboard. Digit keys have the name of their digit, even if that needs Shift.
 * @returns `undefined` for a key that no command can have, such as a dead key or one that an input method has taken
 */
export function pressedKey(event: KeyboardEvent): string | undefined {
  const { key, code } = event;
  if (key === 'Process' || key === 'Unidentified') return undefined;
  if (key !== 'Dead' && /^[A-Za-z][A-Za-z0-9]+$/.test(key)) return key;
  if (key === '+') return 'Plus';
  if (/^[A-Za-z0-9]$/.test(key) || commandSigns.test(key)) return key.toUpperCase();
  return /^Digit([0-9])$/.exec(code)?.[1] ?? (isForeign(event) ? usKey(event) : undefined);
}

/** True if a key press types a character with AltGr, which Windows reports as Ctrl and Alt: it is text, not a command. */
export function isTypedByAltGr(event: KeyboardEvent): boolean {
  return event.getModifierState('AltGraph') && event.ctrlKey && event.altKey;
}

/** True if a key press types a letter of any script, alone or as the ligature that some layouts have on a key. */
export function typesLetter({ key }: KeyboardEvent): boolean {
  return /^(?:\p{L}|(?!\p{ASCII})\p{L}[\p{L}\p{M}]{1,3})$/u.test(key);
}

/** True if the key types a character that no Latin layout has on it. Option on a Mac and AltGr type such signs in Latin layouts too. */
function isForeign(event: KeyboardEvent): boolean {
  const { key, code } = event;
  if (key === 'Dead' || event.getModifierState('AltGraph') || (event.altKey && event.metaKey)) return false;
  if (/^\p{ASCII}/u.test(key)) return foreignSigns[code]?.includes(key) === true;
  if (/^\p{Script_Extensions=Latin}/u.test(key)) return false;
  return code.startsWith('Key') || !/^(?!\p{scx=Arab}|\p{scx=Kana})\p{Script=Common}/u.test(key);
}

function usKey({ code, shiftKey }: KeyboardEvent): string | undefined {
  const sign = usSigns[code]?.[shiftKey ? 1 : 0];
  return /^Key([A-Z])$/.exec(code)?.[1] ?? (sign === '+' ? 'Plus' : sign);
}
