import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readProblem } from '#disk';
import { UserError } from '#engine/errors';
import { figure } from '#engine/format';
import type { Plan } from '#engine/plan';
import { readPlanAside } from './plan-reader';

/** Larger files are not looked through: a packet of 5,000 nodes has a quarter of it. */
const mostBytes = 256 * 1024 * 1024;

/** True for a file that may carry a plan: a packet as PDF, or a drawing. */
export function mayCarryPlan(path: string): boolean {
  return ['.pdf', '.svg'].includes(extname(path).toLowerCase());
}

/**
 * The plan that a packet or a drawing carries.
 * @throws UserError if it carries none, PlanProblems if that plan cannot be read, or what the file system throws
 */
export async function carriedPlan(path: string, signal: AbortSignal): Promise<Plan> {
  const name = basename(path);
  const size = await stat(path).then(
    (entry) => entry.size,
    (error: unknown) => {
      throw readProblem(name, error);
    },
  );
  if (size > mostBytes)
    throw new UserError(
      `"${name}" is larger than ${figure(mostBytes / 1024 / 1024)} MB, so it is not searched for a plan.`,
      'Open the file of the plan.',
    );
  const bytes = await readFile(path);
  const { planInPdf, planInSvg } = await import('#paper'); // it brings the writers along, which no start needs
  const text = extname(path).toLowerCase() === '.pdf' ? planInPdf(bytes)?.toString('utf8') : planInSvg(bytes.toString('utf8'));
  if (text === undefined)
    throw new UserError(
      `"${name}" carries no plan.`,
      'A PDF that Pipedraft made carries its plan, and so does a picture as SVG with the plan inside. Open the file of the plan instead.',
    );
  const format = /^\s*\{/.test(text) ? 'json' : 'yaml';
  const { plan } = await readPlanAside(text, `${name} (plan inside).${format}`, signal);
  return plan;
}
