import type { GraphNode } from '../../catalog';
import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';

type SettingMap = Readonly<Record<string, SettingValue>>;

/** The settings of a step: those of its node, or those of an entry in the `steps` of a pipeline. */
export class StepSettings {
  constructor(
    readonly context: ExportContext,
    readonly node: GraphNode,
    /** The entry of `steps`. */
    readonly listed?: { readonly name: string; readonly values: SettingMap },
  ) {}

  value(id: string): SettingValue | undefined {
    const values = this.listed ? this.listed.values : this.node.node.settings;
    const value = values?.[id];
    return value === '' ? undefined : value;
  }

  text(id: string): string | undefined {
    const value = this.value(id);
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  }

  number(id: string): number | undefined {
    const value = this.value(id);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  whole(id: string): number | undefined {
    const value = this.number(id);
    return value === undefined ? undefined : Math.round(value);
  }

  map(id: string): SettingMap {
    return asMap(this.value(id)) ?? {};
  }

  need(id: string): string {
    return this.text(id) ?? this.gap(id);
  }

  gap(id: string): string {
    if (!this.listed) return this.context.gapOf(this.node, id);
    const declared = this.context.declared(this.node, id);
    return this.context.gap(
      this.node.id,
      `steps.${tokenPart(this.listed.name)}.${id}`,
      `State "${declared?.title ?? id}" of the step ${this.listed.name} of "${this.node.title}" (settings.steps.${this.listed.name}.${id}). ${declared?.help ?? ''}`.trim(),
    );
  }
}

export function asMap(value: SettingValue | undefined): SettingMap | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? (value as SettingMap) : undefined;
}

export function asText(value: SettingValue | undefined): string | undefined {
  return value === undefined || value === '' || typeof value === 'object' ? undefined : String(value);
}

export function asNumber(value: SettingValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A part of a gap's name, which holds letters, digits, "-" and "_" only. */
export function tokenPart(name: string): string {
  return name.replace(/[^\w-]/g, '_');
}

const units: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 };

/** A length of time as the settings write it, in seconds. */
export function seconds(text: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|w)\s*$/.exec(text ?? '');
  return match ? Math.max(1, Math.round(Number(match[1]) * (units[match[2] ?? ''] ?? 1))) : undefined;
}
