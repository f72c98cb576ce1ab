import { basename } from 'node:path';
import { hasSchemaBeside } from '#disk';
import { UserError } from '#engine/errors';
import { fileNameOf } from '../plans/file-name';
import type { PlanWindow } from '../windows/plan-window';
import type { FileParts } from './carried-file';

/** The plan in a window. @throws UserError if there is none */
export function planIn({ document }: PlanWindow): NonNullable<PlanWindow['document']> {
  if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
  return document;
}

/** What the file of a window's plan is made of. */
export async function filePartsOf(document: NonNullable<PlanWindow['document']>): Promise<FileParts> {
  const { path, plan } = document;
  return {
    name: path === undefined ? `${fileNameOf(plan)}.pipedraft.yaml` : basename(path),
    format: path?.endsWith('.json') ? 'json' : 'yaml',
    ...document.textParts,
    hasSchema: path !== undefined && (await hasSchemaBeside(path)),
  };
}
