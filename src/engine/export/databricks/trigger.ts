import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from } from '../emit/draft';
import { isCatalog } from '../parts/bundle';
import { purposeOf } from '../parts/order';
import { periodOfNode } from '../parts/recurrence';
import { dataReference, storeAddress } from './tables';

/*
 * What starts a job: a schedule, new files, or an updated table. A job has one of them. A job that something else starts has none.
 */

const units = { hour: 'HOURS', day: 'DAYS', week: 'WEEKS' } as const;

export function triggerOf(context: ExportContext, job: GraphNode): object {
  const starts = context.in(job, 'control').filter((edge) => edge.from !== job && purposeOf(edge) === 'start');
  const files = starts.filter((edge) => edge.from.node.service === 'azure-storage');
  const tables = starts.filter((edge) => isCatalog(edge.from));
  const watched = [...files, ...tables];
  const isLakeflow = job.node.service === 'databricks-lakeflow-jobs';
  const cron = isLakeflow ? context.text(job, 'cron') : undefined;
  if (cron !== undefined) {
    if (watched.length > 0)
      context.remark(
        `"${job.title}" has a schedule: what its control edges say about files or tables is left out, since a job has one trigger.`,
        [job],
        watched,
      );
    return schedule(context, job, cron);
  }
  const url = isLakeflow ? context.text(job, 'fileArrival') : undefined;
  if (url !== undefined || files.length > 0) {
    if (files.length + tables.length > 1)
      context.remark(
        `"${job.title}" is started by several stores or tables: the first is written, since a job has one trigger.`,
        [job],
        watched,
      );
    return fileArrival(url ?? addressOf(context, files[0]), files[0]);
  }
  const names = isLakeflow ? context.list(job, 'tables')?.map(String) : undefined;
  if (names !== undefined || tables.length > 0) {
    const found = names ?? tables.map((edge) => tableOf(context, job, edge));
    return { trigger: from({ table_update: { table_names: [...new Set(found)] } }, marksOf(tables)) };
  }
  if (starts.length > 0 || !isLakeflow) return {};
  return byNeeds(context, job);
}

/** A job that nothing starts takes what the plan as a whole needs. */
function byNeeds(context: ExportContext, job: GraphNode): object {
  const { schedule: kind, events = [] } = context.plan.context.needs ?? {};
  const period = periodOfNode(context, job);
  if (kind === 'recurrence' && period && period.unit !== 'month')
    return { trigger: { periodic: { interval: 1, unit: units[period.unit] } } };
  if (kind !== undefined && kind !== 'none') return schedule(context, job, context.need(job, 'cron'));
  const store = context.in(job, 'data').find((edge) => edge.from.node.service === 'azure-storage');
  if (events.includes('blob-created') && store) return fileArrival(addressOf(context, store), store);
  return {};
}

function schedule(context: ExportContext, job: GraphNode, cron: string): object {
  const runs = context.graph.amount(job, 'runsPerMonth');
  const value = { quartz_cron_expression: cron, timezone_id: context.text(job, 'timeZone') ?? 'UTC' };
  return { schedule: from(value, { nodes: [job.id], ...(runs === undefined ? {} : { comment: `${runs} runs a month in the plan` }) }) };
}

function fileArrival(url: string, edge: GraphEdge | undefined): object {
  return { trigger: from({ file_arrival: { url } }, marksOf(edge ? [edge] : [])) };
}

function addressOf(context: ExportContext, edge: GraphEdge | undefined): string {
  if (!edge) return '';
  // a control edge says that a file starts the job; the data edge beside it says which folder
  const data = edge.kind === 'data' ? edge : edge.to.in.find(({ kind, from: start }) => kind === 'data' && start === edge.from);
  return storeAddress(context, edge.from, edge.edge.path ?? data?.edge.path ?? '').replace(/\/*$/, '/');
}

function tableOf(context: ExportContext, job: GraphNode, edge: GraphEdge): string {
  const data = edge.to.in.find(({ kind, from: start }) => kind === 'data' && start === edge.from);
  const path = (edge.edge.path ?? data?.edge.path ?? '').trim();
  return path === '' ? context.gapOf(job, 'tables') : (dataReference(context, edge.from, path) ?? '');
}

function marksOf(edges: readonly GraphEdge[]): { edges?: readonly string[]; comment?: string } {
  if (edges.length === 0) return {};
  return { edges: edges.map(({ id }) => id), comment: edges.map(({ from: start, to }) => `${start.id} > ${to.id}`).join(', ') };
}
