import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { containersOf, hubOf } from '../parts/resources';

/** What starts a function, as the decorator of the Python model says it. */
export interface FunctionTrigger {
  readonly kind: string;
  /** Lines of the decorator. */
  readonly decorator: readonly string[];
  /** Parameter of the function, and its type. */
  readonly parameter: string;
  readonly type: string;
  /** Type of the answer. */
  readonly answer: string;
  readonly edges: readonly GraphEdge[];
  /** Names of settings that the app needs. */
  readonly connections: readonly string[];
}

const byService: Readonly<Record<string, string>> = {
  'azure-storage': 'blob',
  'azure-event-grid': 'event-grid',
  'azure-service-bus': 'service-bus',
  'azure-event-hubs': 'event-hubs',
};
/** Services whose messages start a function that nothing else starts: to read them is to be called with them. */
const messageServices: readonly string[] = ['azure-service-bus', 'azure-event-hubs'];

export function triggerOf(context: ExportContext, node: GraphNode): FunctionTrigger {
  const starts = context.in(node, 'control').filter((edge) => edge.from !== node);
  const messages = starts.length > 0 || context.in(node, 'request').length > 0 ? [] : context.in(node, 'data');
  const event =
    starts.find((edge) => byService[edge.from.node.service] !== undefined) ??
    messages.find((edge) => messageServices.includes(edge.from.node.service));
  const store = context.in(node, 'data').find((edge) => edge.from.node.service === 'azure-storage');
  const kind = context.text(node, 'trigger') ?? derived(context, node, starts, event, store);
  const edges = event ? [event] : starts.length > 0 ? starts : context.in(node, 'request');
  const source = event?.from.node.service === 'azure-storage' ? event : store;
  switch (kind) {
    case 'timer':
      return {
        ...{ kind, parameter: 'timer', type: 'func.TimerRequest', answer: 'None', edges: [], connections: [] },
        decorator: [`@app.timer_trigger(arg_name="timer", schedule=${text(context.need(node, 'cron6'))}, run_on_startup=False)`],
      };
    case 'blob': {
      const connection = source ? context.names.symbol(source.from.id) : 'AzureWebJobsStorage';
      // the plan Flex Consumption reads events of blobs from Event Grid only
      const isFlex = (context.graph.value(node, 'plan') ?? 'flex') === 'flex';
      const path = `${blobFolder(context, node, source)}/{name}`;
      const more = isFlex ? ', source="EventGrid"' : '';
      return {
        ...{
          kind,
          parameter: 'blob',
          type: 'func.InputStream',
          answer: 'None',
          edges: source ? [source] : edges,
          connections: [connection],
        },
        decorator: [`@app.blob_trigger(arg_name="blob", path=${text(path)}, connection=${text(connection)}${more})`],
      };
    }
    case 'event-grid':
      return {
        ...{ kind, parameter: 'event', type: 'func.EventGridEvent', answer: 'None', edges, connections: [] },
        decorator: ['@app.event_grid_trigger(arg_name="event")'],
      };
    case 'event-hubs': {
      const hub = event ? hubOf(context, event, event.from) : '';
      const connection = event ? context.names.symbol(event.from.id) : '';
      return {
        ...{ kind, parameter: 'event', type: 'func.EventHubEvent', answer: 'None', edges, connections: [connection] },
        decorator: [`@app.event_hub_message_trigger(arg_name="event", event_hub_name=${text(hub)}, connection=${text(connection)})`],
      };
    }
    case 'queue':
    case 'service-bus': {
      const isBus = kind === 'service-bus';
      const queue = context.text(node, 'queue') ?? (isBus && event ? hubOf(context, event, event.from) : context.gapOf(node, 'queue'));
      const connection = isBus && event ? context.names.symbol(event.from.id) : isBus ? 'ServiceBus' : 'AzureWebJobsStorage';
      return {
        ...{
          kind,
          parameter: 'message',
          type: isBus ? 'func.ServiceBusMessage' : 'func.QueueMessage',
          answer: 'None',
          edges,
          connections: [connection],
        },
        decorator: [
          `@app.${isBus ? 'service_bus_queue_trigger' : 'queue_trigger'}(arg_name="message", queue_name=${text(queue)}, connection=${text(connection)})`,
        ],
      };
    }
    default:
      return {
        ...{ kind: 'http', parameter: 'request', type: 'func.HttpRequest', answer: 'func.HttpResponse', edges, connections: [] },
        decorator: [`@app.route(route=${text(context.names.symbol(node.id))}, auth_level=func.AuthLevel.FUNCTION)`],
      };
  }
}

/** The trigger that the plan speaks of: an event along an edge, a call, or the schedule of a function that nothing starts. */
function derived(
  context: ExportContext,
  node: GraphNode,
  starts: readonly GraphEdge[],
  event: GraphEdge | undefined,
  store: GraphEdge | undefined,
): string {
  if (event) return byService[event.from.node.service] ?? 'http';
  // a job of Stream Analytics hands over its events in calls
  const isCalled = context.in(node, 'data').some(({ from }) => from.node.service === 'azure-stream-analytics');
  if (starts.length > 0 || isCalled || context.in(node, 'request').length > 0) return 'http';
  const { schedule, events = [] } = context.plan.context.needs ?? {};
  if (node.stage === 'deployment-realtime' || node.stage === 'consumption') return 'http';
  if (store && events.includes('blob-created')) return 'blob';
  return schedule !== undefined && schedule !== 'none' ? 'timer' : 'http';
}

function blobFolder(context: ExportContext, node: GraphNode, edge: GraphEdge | undefined): string {
  const stated = context.text(node, 'container');
  if (stated !== undefined) return stated.replace(/\/+$/, '');
  if (!edge) return context.gapOf(node, 'container');
  const [container = ''] = containersOf(context, edge.from);
  const folder = (edge.edge.path ?? '').replace(/^\/+|\/+$/g, '');
  return folder === '' ? container : `${container}/${folder}`;
}

/** A text of Python. */
export function text(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
