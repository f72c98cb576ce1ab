import type { SettingValue } from './schema';

/*
 * Settings of a node: what its files say beyond what the plan's edges, stages, context, usage and assumptions say. The catalog declares
 * those of each service; some are the same for all.
 */

export const settingTypes = [
  'text',
  /** Letters, digits and "-". */
  'name',
  /** Relative, with "/" and without "..". */
  'path',
  'uri',
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  'cron',
  /** A moment in UTC, such as 2026-12-01T01:00:00Z. */
  'instant',
  /** Such as "90 min". */
  'duration',
  'number',
  'flag',
  'choice',
  'list',
  'map',
  /** Where a copy reads from: a map with `type` and the keys that the type needs. */
  'source',
  /** A registered asset, "name:version". */
  'asset',
  /** Name of a secret in the vault, never its value. */
  'secret',
] as const;
export type SettingType = (typeof settingTypes)[number];

/** A setting as far as its values go. */
export interface SettingShape {
  readonly id: string;
  readonly type: SettingType;
  readonly title: string;
  readonly help: string;
  /** Value that is written without a statement in the plan. A matter of taste, never a fact about the user's world. */
  readonly default?: SettingValue | undefined;
  /** A default that depends on the plan, in words. */
  readonly otherwise?: string | undefined;
  readonly options?: readonly { readonly value: string; readonly title: string }[] | undefined;
  /** A value as people write it. */
  readonly example?: SettingValue | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Settings that every node has. */
export const commonSettings: readonly SettingShape[] = [
  {
    id: 'name',
    type: 'name',
    title: 'Name',
    help: 'Name of the resource or asset. Without it, the name is made from the prefix of the exports and the id of the node.',
    example: 'adf-churn',
  },
  {
    id: 'exists',
    type: 'flag',
    title: 'Exists already',
    help: 'The resource is there and belongs to somebody else: exports refer to it by its name and do not create it.',
    default: false,
  },
  {
    id: 'tags',
    type: 'map',
    title: 'Tags',
    help: 'Tags of the resource or asset, beside those that exports write.',
    example: { costCenter: '4711' },
  },
];

/** The settings that a node of a service may have: its own first. */
export function settingsOf(service: { readonly settings?: readonly SettingShape[] | undefined } | undefined): readonly SettingShape[] {
  return [...(service?.settings ?? []), ...commonSettings];
}

const shapes: Partial<Record<SettingType, RegExp>> = {
  name: /^[A-Za-z0-9][A-Za-z0-9-]*$/,
  path: /^(?![/\\])(?!.*(?:^|[/\\])\.\.(?:[/\\]|$))[^\\:*?"|]+$/,
  cron: /^\s*(?:\S+\s+){4}\S+\s*$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?Z$/,
  duration: /^\d+(?:[.]\d+)?\s*(?:s|min|h|d|w)$/,
  asset: /^[A-Za-z0-9][\w-]*:[\w.-]+$/,
  secret: /^[A-Za-z0-9-]{1,127}$/,
};
const words: Record<SettingType, string> = {
  text: 'a text',
  name: 'a name of letters, digits and "-"',
  path: 'a relative path with "/" and without ".."',
  uri: 'an address',
  cron: 'five fields, such as "0 3 * * 0"',
  instant: 'a moment in UTC, such as 2026-12-01T01:00:00Z',
  duration: 'a length of time with its unit, such as "90 min"',
  number: 'a number',
  flag: 'true or false',
  choice: 'one of the values offered',
  list: 'a list',
  map: 'a map',
  source: 'a map with "type" and where to read from',
  asset: 'a name and a version, such as "scores:1"',
  secret: 'the name of a secret, of letters, digits and "-"',
};

/** The reason why a value does not fit a setting, as the rest of a sentence ("must be …"); undefined if it fits. */
export function settingProblem(setting: SettingShape, given: SettingValue): string | undefined {
  const { type } = setting;
  const isMap = typeof given === 'object' && !Array.isArray(given);
  switch (type) {
    case 'number': {
      if (typeof given !== 'number') return `must be ${words.number}`;
      if (setting.min !== undefined && given < setting.min) return `must be ${setting.min} or more`;
      if (setting.max !== undefined && given > setting.max) return `must be ${setting.max} at most`;
      return undefined;
    }
    case 'flag':
      return typeof given === 'boolean' ? undefined : `must be ${words.flag}`;
    case 'list':
      return Array.isArray(given) ? undefined : `must be ${words.list}`;
    case 'map':
      return isMap ? undefined : `must be ${words.map}`;
    case 'source':
      return isMap && typeof (given as Record<string, unknown>)['type'] === 'string' ? undefined : `must be ${words.source}`;
    case 'choice': {
      const values = setting.options?.map((option) => option.value) ?? [];
      return values.includes(String(given)) ? undefined : `must be one of ${values.join(', ')}`;
    }
    default: {
      if (typeof given === 'object') return `must be ${words[type]}`;
      const text = String(given);
      if (text.trim() === '') return `must be ${words[type]}`;
      return shapes[type]?.test(text) === false ? `must be ${words[type]}` : undefined;
    }
  }
}
