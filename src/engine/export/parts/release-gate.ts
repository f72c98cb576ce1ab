import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { mainFile } from './places';
import { isTarget } from './release-tools';
import { membersOf, pipelineServices } from './steps';

/*
 * Files that must be free of gaps before something is submitted: its own file, and the files that this one refers to. All of them are
 * exported, since a gate also stops at a file that is not there.
 */

/** Files of a job of Azure ML: of its steps and what they run in, too, so it is the whole folder, and what definitions place elsewhere. */
export function jobPaths(context: ExportContext, job: GraphNode): readonly string[] {
  const folder = context.folder('ml');
  const elsewhere = [mainFile(context, job) ?? '', ...[job, ...membersOf(job)].flatMap((one) => environmentFiles(context, one))];
  return [...new Set([folder, ...elsewhere.filter((path) => path !== '' && !path.startsWith(`${folder}/`))])];
}

/** Files of an endpoint's deployment: beside the endpoint's own, those of what it runs in, and of the pipeline that a call runs. */
export function endpointPaths(context: ExportContext, endpoint: GraphNode): readonly string[] {
  const own = (mainFile(context, endpoint) ?? '').replace(/\/[^/]*$/, '');
  const pipelines = context.out(endpoint, 'control').filter(({ to }) => pipelineServices.includes(to.node.service));
  const files = [own, ...environmentFiles(context, endpoint), ...pipelines.flatMap(({ to }) => jobPaths(context, to))];
  return [...new Set(files)].filter((path, _, all) => !all.some((other) => other !== path && path.startsWith(`${other}/`)));
}

/** Files of the environments and images that a node runs in, and of those that they are made from. */
function environmentFiles(context: ExportContext, node: GraphNode): readonly string[] {
  const seen = new Set([node]);
  for (const one of seen) for (const { from } of context.in(one, 'image')) if (isWritten(context, from)) seen.add(from);
  seen.delete(node);
  return [...seen].map((one) => mainFile(context, one) ?? '');
}

function isWritten(context: ExportContext, node: GraphNode): boolean {
  const { service, settings } = node.node;
  if (service === 'docker') return isTarget(context, 'docker') && !context.exists(node);
  const own = settings?.['file'];
  return service === 'conda-environments' && isTarget(context, 'conda') && (own === undefined || own === '');
}
