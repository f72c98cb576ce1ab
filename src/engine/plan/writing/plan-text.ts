import type { Plan } from '../model';
import { sourceText, type PlanFormat } from '../source';
import { writePlanJson, writePlanYaml } from './canonical';
import { patchJson } from './patch-json';
import { patchYaml } from './patch-yaml';

/** A text that a plan was read from. */
export interface TextBase {
  readonly text: string;
  readonly format: PlanFormat;
}

/** The text that a plan is written over: the one that a person wrote for it, else that of the opened file; `undefined` if there is none. */
export function baseOf({ source }: Plan, format: PlanFormat, opened: TextBase | undefined): string | undefined {
  if (source?.format === format) return sourceText(source);
  return opened?.format === format ? opened.text : undefined;
}

/** A plan as the text of a file: over its base with only the differences changed, else in the canonical form. */
export function planText(plan: Plan, format: PlanFormat, opened: TextBase | undefined): string {
  const base = baseOf(plan, format, opened);
  if (format === 'json') return base === undefined ? writePlanJson(plan) : patchJson(base, plan);
  return base === undefined ? writePlanYaml(plan) : patchYaml(base, plan);
}
