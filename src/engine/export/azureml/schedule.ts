import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import { purposeOf } from '../parts/order';
import { mainFile, relativePath } from '../parts/places';
import { assetName } from '../parts/resources';
import { schemaOf } from './constants';
import { isPipeline, jobsAlone } from '../parts/steps';
import { tagsOf, titleOf } from './texts';

/* Schedules of jobs. The schedule belongs to what is at the root: a job that something starts has none of its own. */

export function* scheduleFiles(context: ExportContext): Iterable<Draft> {
  const roots = [...context.graph.nodes.filter((node) => isPipeline(context, node)), ...jobsAlone(context)];
  for (const node of roots) {
    if (isStarted(node)) continue;
    const stated = node.node.settings?.['schedule'];
    if (stated !== undefined || wantsSchedule(context, node)) yield scheduleFile(context, node);
  }
}

function isStarted(node: GraphNode): boolean {
  return node.in.some((edge) => edge.kind === 'control' && purposeOf(edge) === 'start');
}

/** True if the plan asks for a schedule and says how often the job runs. */
function wantsSchedule(context: ExportContext, node: GraphNode): boolean {
  return context.plan.context.needs?.schedule !== undefined && (context.graph.amount(node, 'runsPerMonth') ?? 0) > 0;
}

export function scheduleName(context: ExportContext, node: GraphNode): string {
  return `${assetName(context, node)}-schedule`;
}

function scheduleFile(context: ExportContext, node: GraphNode): Draft {
  const path = `${context.folder('ml')}/schedules/${context.names.file(node.id)}.yml`;
  const job = mainFile(context, node) ?? '';
  const runs = context.graph.amount(node, 'runsPerMonth');
  const trigger = { type: 'cron', expression: context.need(node, 'schedule'), time_zone: context.text(node, 'timeZone') ?? 'UTC' };
  fromKey(trigger, 'expression', {
    nodes: [node.id],
    comment: `${runs === undefined ? '' : `${number(runs)} runs a month; `}minute, hour, day of the week: Azure ML passes over the day of the month and the month`,
  });
  return {
    path,
    nodes: [node.id],
    format: 'yaml',
    value: {
      $schema: schemaOf.schedule,
      name: scheduleName(context, node),
      display_name: titleOf(node),
      tags: tagsOf(node),
      trigger,
      create_job: relativePath(path, job),
    },
  };
}

export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
