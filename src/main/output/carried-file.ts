import type { Plan, PlanFormat } from '#engine/plan';
import { fileText, type OpenedText } from '../plans/opened-text';

/** What the file of a plan is made of, besides the plan. Plain data: the text of a large plan takes long, so a thread makes it. */
export interface FileParts {
  readonly name: string;
  readonly format: PlanFormat;
  readonly opened: OpenedText | undefined;
  readonly pointsAtSchema: boolean;
  readonly hasSchema: boolean;
}

/** A plan as the file that packets and drawings carry: its own file, as a save would write it. */
export function carriedFile(
  plan: Plan,
  { name, format, opened, ...line }: FileParts,
): { readonly name: string; readonly type: string; readonly text: string } {
  return { name, type: format === 'json' ? 'application/json' : 'application/yaml', text: fileText(plan, format, opened, line) };
}
