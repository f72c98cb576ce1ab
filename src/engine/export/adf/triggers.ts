import type { GraphEdge, GraphNode } from '../../catalog';
import { parseQuantity, type SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { gapTemplate } from '../gap';
import { factoryObjectName, isTriggered, isWindowed, raisesEvents } from '../parts/factory';
import { factoryDuration, periodOfNode, type Period } from '../parts/recurrence';
import { containersOf } from '../parts/resources';
import { trimmedPath } from '../parts/placeholders';
import { prose } from '../parts/expression-text';
import { annotations, reference, type Factory } from './factory';

/** Adds what starts a pipeline by itself: a window of time, a schedule, or an event. Triggers are stopped: a person starts them. */
export function addTriggers(factory: Factory, node: GraphNode): void {
  const { context } = factory;
  if (!isTriggered(node)) return;
  const pipeline = { pipelineReference: reference(factoryObjectName(context, node), 'PipelineReference') };
  const events = node.in.filter(({ kind, from }) => kind === 'control' && raisesEvents(from));
  const stores = events.length > 0 ? [] : storesWithEvents(context, node);
  if (events.length > 0 || stores.length > 0) {
    for (const edge of events) {
      if (edge.from.node.service === 'azure-storage') addBlobEvents(factory, node, edge, pipeline);
      else addCustomEvents(factory, node, edge, pipeline);
    }
    for (const edge of stores) addBlobEvents(factory, node, edge, pipeline);
    return;
  }
  const schedule = context.plan.context.needs?.schedule ?? 'none';
  if (schedule === 'none')
    context.remark(`No trigger is written for "${node.title}": the plan says neither when it runs nor which event starts it.`, [node]);
  else if (isWindowed(context, node)) addWindow(factory, node, pipeline);
  else addSchedule(factory, node, pipeline);
}

/** Data edges from stores whose new files start a pipeline, where the plan asks for such events and for no schedule. */
function storesWithEvents(context: ExportContext, node: GraphNode): readonly GraphEdge[] {
  const { schedule, events } = context.plan.context.needs ?? {};
  if (!events?.some((event) => event === 'blob-created' || event === 'blob-deleted')) return [];
  if (schedule !== undefined && schedule !== 'none') {
    context.remark(
      'The plan asks for a schedule and for events of files. An edge "control" from the store to what it starts makes a trigger for events.',
      [node],
    );
    return [];
  }
  return context.in(node, 'data').filter(({ from }) => from.node.service === 'azure-storage');
}

function add(
  factory: Factory,
  node: GraphNode,
  part: string,
  edges: readonly GraphEdge[],
  rest: { readonly description: string; readonly [key: string]: unknown },
): void {
  const { context } = factory;
  const name = part === '' ? factoryObjectName(context, node) : `${factoryObjectName(context, node)}_${part}`;
  const nodes = [node, ...edges.map(({ from }) => from)];
  const { description, ...more } = rest;
  factory.add('trigger', `${node.id} ${part}`, name, { nodes, edges: edges.map(({ id }) => id) }, () => ({
    description: prose(description),
    annotations: annotations(nodes),
    runtimeState: 'Stopped',
    ...more,
  }));
}

function runs(context: ExportContext, node: GraphNode): string {
  const count = context.graph.amount(node, 'runsPerMonth');
  return count === undefined ? '' : `${count} runs a month. `;
}

/** Start of the first window, or of the schedule; a gap is a text that is no date. */
function startOf(context: ExportContext, node: GraphNode): string {
  const stated = context.text(node, 'start');
  return stated ?? context.gapOf(node, 'start');
}

function addWindow(factory: Factory, node: GraphNode, pipeline: object): void {
  const { context } = factory;
  const retries = context.number(node, 'retries');
  const delay = hoursOf(context.text(node, 'delay'));
  add(factory, node, '', [], {
    description: `${runs(context, node)}A window that was missed is made up for. It is stopped until somebody starts it.`,
    pipeline: {
      ...pipeline,
      parameters: { windowStart: '@trigger().outputs.windowStartTime', windowEnd: '@trigger().outputs.windowEndTime' },
    },
    type: 'TumblingWindowTrigger',
    typeProperties: {
      ...windowOf(context, node),
      startTime: startOf(context, node),
      ...(delay === undefined ? {} : { delay: factoryDuration(delay) }),
      maxConcurrency: context.number(node, 'atOnce') ?? 1,
      ...(retries === undefined ? {} : { retryPolicy: { count: retries, intervalInSeconds: 30 } }),
    },
  });
}

/** Length of the windows: as stated, or as the runs a month clearly mean. Windows know minutes, hours and months. */
function windowOf(context: ExportContext, node: GraphNode): object {
  const stated = hoursOf(context.text(node, 'window'));
  if (stated !== undefined) {
    const minutes = Math.max(15, Math.round(stated * 60));
    return minutes % 60 === 0 ? { frequency: 'Hour', interval: minutes / 60 } : { frequency: 'Minute', interval: minutes };
  }
  const period = periodOfNode(context, node);
  if (!period) {
    const gap = gapTemplate(context.gapOf(node, 'window'));
    return { frequency: gap, interval: gap };
  }
  context.took(node, 'window', `${period.hours} h`);
  return period.unit === 'month' ? { frequency: 'Month', interval: 1 } : { frequency: 'Hour', interval: period.hours };
}

function hoursOf(text: string | undefined): number | undefined {
  const read = text === undefined ? undefined : parseQuantity(text);
  return read?.dimension === 'duration' && read.base > 0 ? read.base : undefined;
}

const frequencies: Readonly<Record<Period['unit'], string>> = { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' };

function addSchedule(factory: Factory, node: GraphNode, pipeline: object): void {
  const { context } = factory;
  const stated = context.map(node, 'recurrence');
  const period = periodOfNode(context, node);
  const gap = () => gapTemplate(context.gapOf(node, 'recurrence'));
  const frequency = frequencyOf(stated) ?? (period ? frequencies[period.unit] : undefined);
  const schedule = Object.fromEntries(
    ['minutes', 'hours', 'weekDays', 'monthDays'].flatMap((key) => {
      const values = listOf(stated?.[key]);
      return values.length > 0 ? [[key, values]] : [];
    }),
  );
  const interval = stated?.['interval'];
  add(factory, node, '', [], {
    description: `${runs(context, node)}It is stopped until somebody starts it.`,
    pipelines: [{ ...pipeline, parameters: {} }],
    type: 'ScheduleTrigger',
    typeProperties: {
      recurrence: {
        frequency: frequency ?? gap(),
        interval: frequency === undefined ? gap() : typeof interval === 'number' ? interval : 1,
        startTime: startOf(context, node),
        timeZone: context.text(node, 'timeZone') ?? 'UTC',
        ...(Object.keys(schedule).length > 0 ? { schedule } : {}),
      },
    },
  });
}

/** The frequency that a recurrence states, or that its days mean. */
function frequencyOf(stated: Readonly<Record<string, SettingValue>> | undefined): string | undefined {
  if (!stated) return undefined;
  const named = Object.values(frequencies).find((one) => one.toLowerCase() === String(stated['frequency'] ?? '').toLowerCase());
  if (named !== undefined) return named;
  if (stated['monthDays'] !== undefined) return 'Month';
  return stated['weekDays'] === undefined ? undefined : 'Week';
}

function listOf(value: SettingValue | undefined): readonly SettingValue[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly SettingValue[]) : [value];
}

function addBlobEvents(factory: Factory, node: GraphNode, edge: GraphEdge, pipeline: object): void {
  const { context } = factory;
  const stated = context.map(node, 'events');
  const wanted = context.plan.context.needs?.events ?? [];
  const container = containersOf(context, edge.from)[0] ?? '';
  const folder = trimmedPath(edge.edge.path ?? String(stated?.['folder'] ?? ''));
  const endsWith = stated?.['endsWith'];
  const deleted = wanted.includes('blob-deleted');
  add(factory, node, `files_${context.names.symbol(edge.from.id)}`, [edge], {
    description: `Files in "${edge.from.title}" start it. It is stopped until somebody starts it.`,
    pipelines: [{ ...pipeline, parameters: {} }],
    type: 'BlobEventsTrigger',
    typeProperties: {
      blobPathBeginsWith: `/${container}/blobs/${folder === '' ? '' : `${folder}/`}`,
      ...(endsWith === undefined ? {} : { blobPathEndsWith: String(endsWith) }),
      ignoreEmptyBlobs: true,
      events: [
        ...(wanted.includes('blob-created') || !deleted ? ['Microsoft.Storage.BlobCreated'] : []),
        ...(deleted ? ['Microsoft.Storage.BlobDeleted'] : []),
      ],
      scope: context.need(node, 'eventScope'),
    },
  });
}

function addCustomEvents(factory: Factory, node: GraphNode, edge: GraphEdge, pipeline: object): void {
  const { context } = factory;
  const types = context.list(node, 'eventTypes')?.map(String);
  add(factory, node, `events_${context.names.symbol(edge.from.id)}`, [edge], {
    description: `Events of "${edge.from.title}" start it. It is stopped until somebody starts it.`,
    pipelines: [{ ...pipeline, parameters: {} }],
    type: 'CustomEventsTrigger',
    typeProperties: {
      subjectBeginsWith: context.need(node, 'eventSubject'),
      events: types ?? [context.gapOf(node, 'eventTypes')],
      scope: context.need(node, 'eventScope'),
    },
  });
}
