import type { SettingShape, SettingValue } from '#engine/plan';

/*
 * Settings as the text of a form: a list has a line for each item, a map a line "key: value" for each key.
 */

/** True if a form can show and change a value: texts, numbers and flags, and lists and maps of them. */
export function isEditable(value: SettingValue | undefined): boolean {
  if (typeof value !== 'object') return true;
  return Object.values(value as Readonly<Record<string, SettingValue>>).every((inner) => typeof inner !== 'object');
}

/** A value as the text of its field. */
export function settingText(value: SettingValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(String).join('\n');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${String(inner)}`)
    .join('\n');
}

/**
 * The value of a typed text; undefined for an empty one. Lines of a map without a colon are keys whose value is not typed yet.
 * @param before the value until now: numbers and flags in it stay what they are while their text is the same
 */
export function settingValue(
  setting: Pick<SettingShape, 'type'>,
  text: string,
  before: SettingValue | undefined,
): SettingValue | undefined {
  if (text.trim() === '') return undefined;
  switch (setting.type) {
    case 'number': {
      const number = Number(text.trim());
      return Number.isFinite(number) ? number : text;
    }
    case 'list': {
      const items = text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const old = Array.isArray(before) ? (before as readonly SettingValue[]) : [];
      return items.map((item) => old.find((one) => typeof one !== 'string' && String(one) === item) ?? item);
    }
    case 'map':
    case 'source': {
      const old = typeof before === 'object' && !Array.isArray(before) ? (before as Readonly<Record<string, SettingValue>>) : {};
      const map: Record<string, SettingValue> = {};
      for (const line of text.split('\n')) {
        const colon = line.indexOf(':');
        const key = (colon < 0 ? line : line.slice(0, colon)).trim();
        if (key === '' || key === '__proto__') continue;
        const typed = colon < 0 ? '' : line.slice(colon + 1).trim();
        const was = Object.hasOwn(old, key) ? old[key] : undefined;
        map[key] = was !== undefined && typeof was !== 'string' && String(was) === typed ? was : typed;
      }
      return Object.keys(map).length === 0 ? undefined : map;
    }
    default:
      return text;
  }
}

/** A placeholder for a field: what holds without a statement, or an example. */
export function settingPlaceholder({ default: usual, otherwise, example }: SettingShape): string {
  if (usual !== undefined) return `${settingText(usual).replace(/\n/g, ', ')} (as usual)`;
  if (otherwise !== undefined) return otherwise;
  return example === undefined ? 'not said' : `such as ${settingText(example).replace(/\n/g, ', ')}`;
}
