import { basename } from 'node:path';
import { UserError } from '#engine/errors';
import type { PlanDocument } from './plan-document';

/**
 * Writes the schema beside a window's plan.
 * @returns the outcome, in words for the user
 * @throws UserError if the plan has no file, or the disk refuses
 */
export async function putSchemaBesidePlan(document: PlanDocument | undefined): Promise<string> {
  if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
  const { file, how } = await document.putSchemaBeside();
  const done = { written: 'written', renewed: 'brought up to date', there: 'is there already' }[how];
  const next = document.file.format === 'yaml' ? ' Save the plan to point editors at it in its first line.' : '';
  return `${basename(file)} ${done}.${next}`;
}
