import type { GraphEdge, GraphNode } from '../../catalog';
import { from } from '../emit/draft';
import { azureMlAudience, batchCall, batchOutputName } from '../parts/batch-call';
import { inText, orGap, orGapInText, prose, quoted } from '../parts/expression-text';
import { factoryObjectName, pipelineParameters } from '../parts/factory';
import { startedBy, type StartedWork } from '../parts/order';
import { isStandardWorkflow } from '../parts/places';
import { isoDuration, longestRun } from '../parts/recurrence';
import { factoryName, resourceGroup, resourceName } from '../parts/resources';
import { datastoreUri, tokenInText } from './expressions';
import type { Action, Workflow } from './workflow';

/*
 * The actions of a workflow. It is one thing, since each kind of call nests the same waits, checks and failures.
 */

/** Version of the REST interface of Data Factory. */
const factoryApi = '2018-06-01';
/** Most rounds of a loop, which is the service's limit: the time then ends it. */
const mostRounds = 5000;
/** Longest wait where the plan does not say how long the work takes. */
const usualWait = 'PT12H';

const management = 'https://management.azure.com';

/** Adds what a workflow starts, in its order, with approvals before it and those who are told after a failure. */
export function addActions(flow: Workflow): void {
  const { node } = flow;
  const ends = new Map<GraphNode, readonly string[]>();
  const into: Record<string, Action> = {};
  const work = startedBy(node);
  for (const one of work) if (isSupported(one.node)) flow.reserve(one.node);
  for (const one of work) ends.set(one.node, addWork(flow, one, [...new Set(one.after.flatMap((before) => ends.get(before) ?? []))], into));
  if (toldOf(flow) === undefined || Object.keys(into).length === 0) {
    Object.assign(flow.actions, into);
    return;
  }
  const scope = flow.names.take('work');
  flow.actions[scope] = { type: 'Scope', runAfter: {}, actions: into };
  flow.actions[flow.names.take('failure_mail')] = from(failureMail(flow, node, { [scope]: ['Failed', 'TimedOut'] }), { nodes: [node.id] });
}

/** Those who are told of failures, as a mail names its receivers. */
function toldOf({ context, node }: Workflow): string | undefined {
  const told = context.list(node, 'notify')?.map((one) => inText(String(one))) ?? [];
  return told.length === 0 ? undefined : told.join(';');
}

function failureMail(flow: Workflow, about: GraphNode, runAfter: object): Action {
  return {
    type: 'ApiConnection',
    description: 'Tells of a failure.',
    runAfter,
    inputs: {
      host: flow.connection('office365'),
      method: 'post',
      path: '/v2/Mail',
      body: {
        To: toldOf(flow) ?? '',
        Subject: inText(`${prose(about.title)} failed`),
        Body: "<p>Run @{workflow()['run']['name']}</p>",
        Importance: 'High',
      },
    },
  };
}

const supported: readonly string[] = [
  'azure-data-factory',
  'azure-ml-batch-endpoints',
  'azure-functions',
  'azure-logic-apps',
  'human-approval',
];

function isSupported({ node }: GraphNode): boolean {
  return supported.includes(node.service);
}

/** @returns the actions that end the work of the node; what comes before it, if it has none */
function addWork(flow: Workflow, { node, edge }: StartedWork, before: readonly string[], into: Record<string, Action>): readonly string[] {
  const { context } = flow;
  if (!isSupported(node)) {
    const start = edge.from.service && node.service ? context.catalog.start(edge.from.service, node.service) : undefined;
    context.remark(
      `The workflow has no action for "${node.title}", which an edge says it starts.${start === undefined ? '' : ` ${start.how}`}`,
      [edge.from, node],
      [edge],
    );
    return before;
  }
  const add = (name: string, after: readonly string[], action: Action, edges: readonly string[] = []) => {
    into[name] = from(
      { ...action, runAfter: Object.fromEntries(after.map((one) => [one, ['Succeeded']])) },
      { nodes: [node.id], edges: [edge.id, ...edges] },
    );
    for (const id of [edge.id, ...edges]) flow.edges.add(id);
    return [name];
  };
  flow.nodes.add(node);
  let after = before;
  if (edge.edge.approval) after = addApproval(flow, node, edge, flow.nameOf(node, 'approval'), after, add);
  switch (node.node.service) {
    case 'azure-data-factory':
      return addPipelineRun(flow, node, edge, after, add);
    case 'azure-ml-batch-endpoints':
      return addBatchJob(flow, node, edge, after, add);
    case 'human-approval':
      return addApproval(flow, node, edge, flow.nameOf(node), after, add);
    case 'azure-functions':
      return add(flow.nameOf(node), after, {
        type: 'Http',
        description: says(node, edge),
        inputs: {
          method: 'POST',
          uri: `https://${resourceName(context, node)}.azurewebsites.net/api/${context.names.symbol(node.id)}`,
          headers: { 'x-functions-key': `@${flow.parameter(`${context.names.symbol(node.id)}_key`, 'SecureString')}` },
          body: {},
        },
      });
    default:
      return add(flow.nameOf(node), after, workflowCall(flow, node, edge));
  }
}

type Add = (name: string, after: readonly string[], action: Action, edges?: readonly string[]) => string[];

function says(node: GraphNode, edge: GraphEdge): string {
  return prose(`${node.title}: ${edge.from.id} > ${node.id}`);
}

/**
 * The call of another workflow: as a resource, or by its address where one of the two is an app of its own. The address holds its key, so it
 * is a value that the host provides.
 */
function workflowCall(flow: Workflow, node: GraphNode, edge: GraphEdge): Action {
  const { context } = flow;
  const description = says(node, edge);
  if (flow.isStandard || isStandardWorkflow(context, node)) {
    const address = flow.parameter(`${context.names.symbol(node.id)}_address`, 'SecureString');
    context.remark(
      `Give the workflow "${flow.node.title}" the address of the trigger "request" of "${node.title}".`,
      [flow.node, node],
      [edge],
    );
    return {
      type: 'Http',
      description,
      inputs: { method: 'POST', uri: `@${address}`, body: {} },
      runtimeConfiguration: { secureData: { properties: ['inputs'] } },
    };
  }
  const resource = `/resourceGroups/${resourceGroup(context)}/providers/Microsoft.Logic/workflows/${resourceName(context, node)}`;
  const host = { triggerName: 'request', workflow: { id: `/subscriptions/@{${flow.parameter('subscription')}}${resource}` } };
  return { type: 'Workflow', description, inputs: { host, body: {} } };
}

function addPipelineRun(flow: Workflow, node: GraphNode, edge: GraphEdge, before: readonly string[], add: Add): readonly string[] {
  const { context } = flow;
  const stated = context.map(flow.node, 'parameters');
  const parameters = Object.fromEntries(
    pipelineParameters(context, node).map((name) => [
      name,
      orGap(stated?.[name] === undefined ? undefined : String(stated[name]), () => context.gapOf(flow.node, 'parameters')),
    ]),
  );
  const given = Object.fromEntries(
    Object.entries(stated ?? {}).map(([key, value]) => [key, typeof value === 'string' ? inText(value) : value]),
  );
  const factory = `${management}/subscriptions/@{${flow.parameter('subscription')}}/resourceGroups/${resourceGroup(context)}/providers/Microsoft.DataFactory/factories/${factoryName(context)}`;
  const authentication = { type: 'ManagedServiceIdentity', audience: `${management}/` };
  const name = flow.nameOf(node);
  add(name, before, {
    type: 'Http',
    description: says(node, edge),
    inputs: {
      method: 'POST',
      uri: `${factory}/pipelines/${factoryObjectName(context, node)}/createRun?api-version=${factoryApi}`,
      body: { ...given, ...parameters },
      authentication,
    },
  });
  return addWait(flow, node, add, name, {
    get: `${factory}/pipelineruns/@{body(${quoted(name)})?['runId']}?api-version=${factoryApi}`,
    authentication,
    status: "['status']",
    ended: ['Succeeded', 'Failed', 'Cancelled'],
    good: 'Succeeded',
    edges: [],
  });
}

function addBatchJob(flow: Workflow, node: GraphNode, edge: GraphEdge, before: readonly string[], add: Add): readonly string[] {
  const { context } = flow;
  const { endpoint, region, inputs, output } = batchCall(context, node);
  const base = `https://${endpoint}.${tokenInText(region)}.inference.ml.azure.com/jobs`;
  const authentication = { type: 'ManagedServiceIdentity', audience: azureMlAudience };
  const edges = [...inputs.flatMap((input) => input.edges), ...(output?.edges ?? [])].map(({ id }) => id);
  const name = flow.nameOf(node);
  add(
    name,
    before,
    {
      type: 'Http',
      description: says(node, edge),
      inputs: {
        method: 'POST',
        uri: base,
        body: {
          properties: {
            InputData: Object.fromEntries(
              inputs.map((input) => [input.name, { JobInputType: input.type, Uri: datastoreUri(context, input) }]),
            ),
            ...(output ? { OutputData: { [batchOutputName]: { JobOutputType: 'UriFile', Uri: datastoreUri(context, output) } } } : {}),
          },
        },
        authentication,
      },
    },
    edges,
  );
  return addWait(flow, node, add, name, {
    get: `${base}/@{body(${quoted(name)})?['name']}`,
    authentication,
    status: "['properties']?['status']",
    ended: ['Completed', 'Failed', 'Canceled'],
    good: 'Completed',
    edges,
  });
}

interface Wait {
  readonly get: string;
  readonly authentication: object;
  /** Where the answer has the state of the work. */
  readonly status: string;
  readonly ended: readonly string[];
  readonly good: string;
  readonly edges: readonly string[];
}

/** Asks for the state of the work until it has ended, and ends the run where it did not succeed. */
function addWait(flow: Workflow, node: GraphNode, add: Add, started: string, wait: Wait): readonly string[] {
  const longest = longestRun(flow.context, node);
  const [until, pause, status, result, failed] = ['wait', 'pause', 'status', 'result', 'failed'].map((part) => flow.nameOf(node, part)) as [
    string,
    string,
    string,
    string,
    string,
  ]; // five parts give five names
  // ending a run ends everything in it, so the mail is sent before
  const mail = toldOf(flow) === undefined ? undefined : flow.nameOf(node, 'mail');
  const state = `body(${quoted(status)})?${wait.status}`;
  add(
    until,
    [started],
    {
      type: 'Until',
      description: `Waits until the work has ended${longest === undefined ? '' : ', at most twice the longest time in the plan'}.`,
      expression: `@contains(createArray(${wait.ended.map(quoted).join(', ')}), ${state})`,
      limit: { count: mostRounds, timeout: longest === undefined ? usualWait : isoDuration(2 * longest) },
      actions: {
        [pause]: { type: 'Wait', runAfter: {}, inputs: { interval: { count: 1, unit: 'Minute' } } },
        [status]: {
          type: 'Http',
          runAfter: { [pause]: ['Succeeded'] },
          inputs: { method: 'GET', uri: wait.get, authentication: wait.authentication },
        },
      },
    },
    wait.edges,
  );
  return add(
    result,
    [until],
    {
      type: 'If',
      description: 'Work that did not succeed fails the run.',
      expression: { and: [{ equals: [`@${state}`, wait.good] }] },
      actions: {},
      else: {
        actions: {
          ...(mail === undefined ? {} : { [mail]: failureMail(flow, node, {}) }),
          [failed]: {
            type: 'Terminate',
            runAfter: mail === undefined ? {} : { [mail]: ['Succeeded', 'Failed', 'Skipped', 'TimedOut'] },
            inputs: {
              runStatus: 'Failed',
              runError: { code: flow.context.names.symbol(node.id), message: `${inText(prose(node.title))} ended as @{${state}}` },
            },
          },
        },
      },
    },
    wait.edges,
  );
}

/** Asks by mail and waits for the answer; a "no" ends the run. */
function addApproval(
  flow: Workflow,
  node: GraphNode,
  edge: GraphEdge,
  name: string,
  before: readonly string[],
  add: Add,
): readonly string[] {
  const { context } = flow;
  const by = edge.edge.approval?.by;
  add(name, before, {
    type: 'ApiConnectionWebhook',
    description: prose(`Approval${by === undefined ? '' : ` by ${by}`}: ${edge.from.id} > ${node.id}`),
    inputs: {
      host: flow.connection('office365'),
      path: '/approvalmail/$subscriptions',
      body: {
        NotificationUrl: '@{listCallbackUrl()}',
        Message: {
          To: orGapInText(context.text(flow.node, 'approvers'), () => context.gapOf(flow.node, 'approvers')),
          Subject: inText(prose(`Approve: ${node.title}`)),
          Options: 'Approve, Reject',
          Importance: 'Normal',
        },
      },
    },
  });
  const [result, rejected] = [flow.nameOf(node, 'approved'), flow.nameOf(node, 'rejected')];
  return add(result, [name], {
    type: 'If',
    expression: { and: [{ equals: [`@body(${quoted(name)})?['SelectedOption']`, 'Approve'] }] },
    actions: {},
    else: {
      actions: { [rejected]: { type: 'Terminate', runAfter: {}, inputs: { runStatus: 'Cancelled' } } },
    },
  });
}
