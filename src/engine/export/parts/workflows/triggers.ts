import type { GraphEdge, GraphNode } from '../../../catalog';
import type { EventKind, SettingValue } from '../../../plan';
import { from } from '../../emit/draft';
import { gapTemplate } from '../../gap';
import { literal, orGap, orGapInText, prose, quoted } from '../expression-text';
import { purposeOf } from '../order';
import { trimmedPath } from '../placeholders';
import { periodOfNode, type Period } from '../recurrence';
import { containersOf, resourceGroup, resourceName, storeOfEvents } from '../resources';
import type { Workflow } from './workflow';

/** Events that a workflow takes by a connector, and the service that raises each. */
const eventServices: Readonly<Record<string, EventKind>> = {
  sharepoint: 'sharepoint',
  'microsoft-365': 'email',
  dropbox: 'dropbox',
  'azure-storage': 'blob-created',
};

/** Adds what starts a workflow: events of connectors, calls of others, or a schedule where neither is known. */
export function addTriggers(flow: Workflow): void {
  const { context, node } = flow;
  const callers: GraphEdge[] = [];
  let events = 0;
  for (const edge of context.in(node, 'control')) {
    if (edge.from === node || purposeOf(edge) === 'deploy') continue;
    const kind = eventServices[edge.from.node.service];
    if (edge.from.node.service === 'azure-event-grid') {
      addSubscription(flow, edge);
      events += 1;
    } else if (edge.from.node.service === 'twitter-x') context.remark('No trigger is written for events of X.', [edge.from, node], [edge]);
    else if (kind === undefined) callers.push(edge);
    else {
      addEvent(flow, kind, edge.from, edge);
      events += 1;
    }
  }
  for (const kind of undrawnEvents(flow)) {
    addEvent(flow, kind, undefined, undefined);
    events += 1;
  }
  if (callers.length > 0) addRequest(flow, callers);
  const { schedule } = context.plan.context.needs ?? {};
  const startedByWork = callers.some(({ from }) => (from.service?.orchestrates ?? []).length > 0);
  if (events === 0 && !startedByWork && schedule !== undefined && schedule !== 'none') addRecurrence(flow);
  if (Object.keys(flow.triggers).length === 0) addRequest(flow, []);
  if (Object.keys(flow.triggers).length > 1)
    context.remark(`The workflow of "${node.title}" has several triggers. It runs for each, but the designer shows only one of them.`, [
      node,
    ]);
}

/** Events that the plan asks for, whose service is not drawn, if this is the only workflow that could take them. */
function undrawnEvents({ context }: Workflow): readonly EventKind[] {
  if (context.of('azure-logic-apps').length > 1) return [];
  const wanted = context.plan.context.needs?.events ?? [];
  return Object.entries(eventServices).flatMap(([service, kind]) =>
    service !== 'azure-storage' && wanted.includes(kind) && !context.has(service) ? [kind] : [],
  );
}

function addEvent(flow: Workflow, kind: EventKind, source: GraphNode | undefined, edge: GraphEdge | undefined): void {
  const { context, node } = flow;
  const owner = source ?? node;
  const stated = (id: string) => (source ? context.text(source, id) : undefined);
  const told = (id: string, title: string, example: string) => () =>
    source
      ? context.gapOf(source, id)
      : context.gap(
          node.id,
          id,
          `State ${title} of "${node.title}" (settings.${id}), or draw where the event comes from. Example: ${id}: ${example}`,
        );
  const minutes = context.number(node, 'pollMinutes') ?? 5;
  const recurrence = { frequency: 'Minute', interval: minutes };
  const name = source ? flow.nameOf(source, kind.replace(/-/g, '_')) : flow.names.take(kind.replace(/-/g, '_'));
  const description = prose(source ? `${source.title}: ${source.id} > ${node.id}` : `Event of the plan: ${kind}.`);
  const polls = (connector: string, path: string, queries: object, more: object = {}) => ({
    type: 'ApiConnection',
    description,
    recurrence,
    inputs: { host: flow.connection(connector), method: 'get', path, queries },
    ...more,
  });
  const trigger = (() => {
    switch (kind) {
      case 'sharepoint': {
        const site = stated('site') ?? (source ? undefined : context.text(node, 'site'));
        const library = stated('library') ?? (source ? undefined : context.text(node, 'library'));
        const siteText =
          site === undefined ? orGapInText(undefined, told('site', 'the site', 'https://contoso.sharepoint.com/sites/team')) : undefined;
        const dataset = siteText ?? `@{encodeURIComponent(encodeURIComponent(${quoted(site ?? '')}))}`;
        return polls('sharepointonline', `/datasets/${dataset}/triggers/onnewfile`, {
          folderId: orGap(library, told('library', 'the library', 'Shared Documents')),
          inferContentType: true,
        });
      }
      case 'email':
        return polls(
          'office365',
          '/Mail/OnNewEmail',
          {
            folderPath: orGap(
              stated('folder') ?? (source ? undefined : context.text(node, 'folder')),
              told('folder', 'the mail folder', 'Inbox'),
            ),
            includeAttachments: true,
          },
          { splitOn: "@triggerBody()?['value']" },
        );
      case 'dropbox':
        return polls('dropbox', '/datasets/default/triggers/onnewfile', {
          folderId: orGap(
            stated('folder') ?? (source ? undefined : context.text(node, 'folder')),
            told('folder', 'the folder', '/incoming'),
          ),
        });
      default: {
        const container = containersOf(context, owner)[0] ?? '';
        const folder = trimmedPath(edge?.edge.path ?? '');
        return polls(
          'azureblob',
          `/v2/datasets/@{encodeURIComponent(encodeURIComponent(${quoted(resourceName(context, owner))}))}/triggers/batch/onupdatedfile`,
          { folderId: literal(folder === '' ? container : `${container}/${folder}`), maxFileCount: 10 },
          { splitOn: '@triggerBody()' },
        );
      }
    }
  })();
  flow.triggers[name] = from(trigger, { nodes: source ? [node.id, source.id] : [node.id], edges: edge ? [edge.id] : [] });
  if (source) flow.nodes.add(source);
  if (edge) flow.edges.add(edge.id);
}

/** Version of the interface that the connector of Event Grid subscribes with. */
const subscriptionApi = '2017-09-15-preview';

/**
 * The workflow subscribes itself when it is saved: an address that is only called would fail the handshake of Event Grid. It subscribes to
 * the store whose events the node hands on, or to the topic of the node.
 */
function addSubscription(flow: Workflow, edge: GraphEdge): void {
  const { context } = flow;
  const grid = edge.from;
  const store = storeOfEvents(context, grid);
  const subscription = flow.parameter('subscription');
  const group = `/subscriptions/@{${subscription}}/resourceGroups/${resourceGroup(context)}/providers`;
  const [type, topic] = store
    ? ['Microsoft.Storage.StorageAccounts', `${group}/Microsoft.Storage/storageAccounts/${resourceName(context, store)}`]
    : ['Microsoft.EventGrid.Topics', `${group}/Microsoft.EventGrid/topics/${resourceName(context, grid)}`];
  const trigger = {
    type: 'ApiConnectionWebhook',
    description: prose(`${grid.title}: ${grid.id} > ${flow.node.id}`),
    inputs: {
      host: flow.connection('azureeventgrid'),
      path: `/subscriptions/@{encodeURIComponent(${subscription})}/providers/@{encodeURIComponent('${type}')}/resource/eventSubscriptions`,
      queries: { 'x-ms-api-version': subscriptionApi },
      body: {
        properties: {
          topic,
          destination: { endpointType: 'webhook', properties: { endpointUrl: '@{listCallbackUrl()}' } },
          ...(store ? { filter: { includedEventTypes: ['Microsoft.Storage.BlobCreated'] } } : {}),
        },
      },
    },
    splitOn: '@triggerBody()',
  };
  flow.triggers[flow.nameOf(grid, 'event')] = from(trigger, { nodes: [flow.node.id, grid.id], edges: [edge.id] });
  flow.nodes.add(grid);
  flow.edges.add(edge.id);
}

function addRequest(flow: Workflow, callers: readonly GraphEdge[]): void {
  const by = callers.map(({ from: caller }) => `${caller.id} > ${flow.node.id}`).join(', ');
  const trigger = {
    type: 'Request',
    kind: 'Http',
    description: prose(by === '' ? 'Somebody calls its address.' : `Called by others: ${by}.`),
    inputs: { method: 'POST', schema: {} },
  };
  flow.triggers[flow.names.take('request')] = from(trigger, { nodes: [flow.node.id], edges: callers.map(({ id }) => id) });
  for (const edge of callers) flow.edges.add(edge.id);
}

const frequencies: Readonly<Record<Period['unit'], string>> = { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' };

function addRecurrence(flow: Workflow): void {
  const { context, node } = flow;
  const stated = context.map(node, 'recurrence');
  const period = periodOfNode(context, node);
  const frequency = frequencyOf(stated) ?? (period ? frequencies[period.unit] : undefined);
  const gap = () => gapTemplate(context.gapOf(node, 'recurrence'));
  const interval = stated?.['interval'];
  const start = context.text(node, 'start');
  const schedule = Object.fromEntries(
    ['minutes', 'hours', 'weekDays'].flatMap((key) => {
      const values = listOf(stated?.[key]);
      return values.length > 0 ? [[key, values]] : [];
    }),
  );
  const runs = context.graph.amount(node, 'runsPerMonth');
  const hasTime = Object.keys(schedule).length > 0 || start !== undefined || frequency === 'Hour';
  flow.triggers[flow.names.take('recurrence')] = from(
    {
      type: 'Recurrence',
      ...(runs === undefined ? {} : { description: `${runs} runs a month.` }),
      recurrence: {
        frequency: frequency ?? gap(),
        interval: frequency === undefined ? gap() : typeof interval === 'number' ? interval : 1,
        // without a time of its own, a recurrence would run from the moment of its deployment
        ...(hasTime ? (start === undefined ? {} : { startTime: start }) : { startTime: context.gapOf(node, 'start') }),
        timeZone: context.text(node, 'timeZone') ?? 'UTC',
        ...(Object.keys(schedule).length > 0 && (frequency === 'Day' || frequency === 'Week') ? { schedule } : {}),
      },
    },
    { nodes: [node.id] },
  );
}

function frequencyOf(stated: Readonly<Record<string, SettingValue>> | undefined): string | undefined {
  if (!stated) return undefined;
  const known = ['Second', 'Minute', ...Object.values(frequencies)];
  const named = known.find((one) => one.toLowerCase() === String(stated['frequency'] ?? '').toLowerCase());
  return named ?? (stated['weekDays'] === undefined ? undefined : 'Week');
}

function listOf(value: SettingValue | undefined): readonly SettingValue[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly SettingValue[]) : [value];
}
