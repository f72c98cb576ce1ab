import { baseOf, planText, sameContent, sourceText, withSchemaLine, type Plan, type PlanFormat, type TextBase } from '#engine/plan';
import type { ContentHash } from '#disk';

/** Content of a file when it was opened. */
export interface OpenedText extends ContentHash, TextBase {}

/**
 * A plan as the text of a file: the file's own text with only the differences changed, if there is one.
 * @param pointsAtSchema true if a YAML file with a text of its own gets the line that points at the schema
 * @param hasSchema true if the schema that the line can point at is in the destination folder
 */
export function fileText(
  plan: Plan,
  format: PlanFormat,
  opened: OpenedText | undefined,
  { pointsAtSchema, hasSchema }: { readonly pointsAtSchema: boolean; readonly hasSchema: boolean },
): string {
  const text = planText(plan, format, opened);
  const hasOwn = baseOf(plan, format, opened) !== undefined;
  return format === 'yaml' && hasSchema && (!hasOwn || pointsAtSchema) ? withSchemaLine(text) : text;
}

/** The plan without a source that is the text of the opened file anyway: such plans are the same file. */
export function withoutOpenedSource(plan: Plan, opened: OpenedText | undefined): Plan {
  const { source, ...rest } = plan;
  return source && source.format === opened?.format && sourceText(source) === opened.text ? rest : plan;
}

/** True if a plan, saved, would be the file that was read. */
export function isTheFile(plan: Plan, opened: OpenedText | undefined, read: TextBase & { readonly plan: Plan }): boolean {
  return sameContent(plan, read.plan) && (!plan.source || planText(plan, read.format, opened) === read.text);
}
