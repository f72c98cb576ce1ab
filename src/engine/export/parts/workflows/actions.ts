import type { GraphEdge, GraphNode } from '../../../catalog';
import { from } from '../../emit/draft';
import { hoursOf } from '../release-model';
import { azureMlAudience, batchCall, batchOutputName } from '../batch-call';
import { inText, orGap, orGapInText, prose, quoted } from '../expression-text';
import { factoryObjectName, pipelineParameters } from '../factory';
import { startedBy, type StartedWork } from '../order';
import { isStandardWorkflow } from '../places';
import { isoDuration, longestRun } from '../recurrence';
import { factoryName, keyVaultName, resourceGroup, resourceName } from '../resources';
import { datastoreUri, tokenInText } from './expressions';
import type { Action, Workflow } from './workflow';

/*
 * The actions of a workflow. It is one thing, since each kind of call nests the same waits, checks and failures.
 */

/** Version of the REST interface of Data Factory. */
const factoryApi = '2018-06-01';
/** Version of the REST interface of Key Vault. */
const vaultApi = '7.4';
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
  const work = startedBy(node, 'start', isApproval);
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

/** What follows an approval is started by the workflow that asks for it. */
function isApproval({ node }: GraphNode): boolean {
  return node.service === 'human-approval';
}

/** @returns the actions that end the work of the node; what comes before it, if it has none */
function addWork(flow: Workflow, { node, edge }: StartedWork, before: readonly string[], into: Record<string, Action>): readonly string[] {
  const { context } = flow;
  if (!isSupported(node)) {
    const start = edge.from.service && node.service ? context.catalog.start(edge.from.service, node.service) : undefined;
    context.remark(
      `No action is written for "${node.title}", which an edge says it starts.${start === undefined ? '' : ` ${start.how}`}`,
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
    case 'azure-functions': {
      const key = addSecret(flow, node, 'key', after, add);
      return add(flow.nameOf(node), key.after, {
        type: 'Http',
        description: says(node, edge),
        inputs: {
          method: 'POST',
          uri: `https://${resourceName(context, node)}.azurewebsites.net/api/${context.names.symbol(node.id)}`,
          headers: { 'x-functions-key': `@${key.value}` },
          body: {},
        },
        runtimeConfiguration: { secureData: { properties: ['inputs'] } },
      });
    }
    default:
      return addWorkflowCall(flow, node, edge, after, add);
  }
}

type Add = (name: string, after: readonly string[], action: Action, edges?: readonly string[]) => string[];

function says(node: GraphNode, edge: GraphEdge): string {
  return prose(`${node.title}: ${edge.from.id} > ${node.id}`);
}

/**
 * The call of another workflow: as a resource, or by its address where one of the two is an app of its own. The address holds its key, so it
 * is a secret.
 */
function addWorkflowCall(flow: Workflow, node: GraphNode, edge: GraphEdge, before: readonly string[], add: Add): readonly string[] {
  const { context } = flow;
  const description = says(node, edge);
  if (flow.isStandard || isStandardWorkflow(context, node)) {
    const address = addSecret(flow, node, 'address', before, add);
    return add(flow.nameOf(node), address.after, {
      type: 'Http',
      description,
      inputs: { method: 'POST', uri: `@${address.value}`, body: {} },
      runtimeConfiguration: { secureData: { properties: ['inputs'] } },
    });
  }
  const resource = `/resourceGroups/${resourceGroup(context)}/providers/Microsoft.Logic/workflows/${resourceName(context, node)}`;
  const host = { triggerName: 'request', workflow: { id: `/subscriptions/@{${flow.parameter('subscription')}}${resource}` } };
  return add(flow.nameOf(node), before, { type: 'Workflow', description, inputs: { host, body: {} } });
}

/**
 * A secret of a node that is called. An app has it as a setting that refers to the vault; a workflow that is a resource asks the vault, so
 * that no deployment has to know it.
 */
function addSecret(
  flow: Workflow,
  node: GraphNode,
  kind: 'key' | 'address',
  before: readonly string[],
  add: Add,
): { readonly value: string; readonly after: readonly string[] } {
  const { context } = flow;
  const name = `${context.names.local(node.id)}-${kind}`;
  const parameter = `${context.names.symbol(node.id)}_${kind}`;
  flow.secrets.set(parameter, { node, name });
  if (flow.isStandard) return { value: flow.parameter(parameter), after: before };
  const action = flow.nameOf(node, kind);
  const after = add(action, before, {
    type: 'Http',
    description: prose(`The ${kind} of ${node.title}, from the vault.`),
    inputs: {
      method: 'GET',
      uri: `https://${keyVaultName(context)}.vault.azure.net/secrets/${name}?api-version=${vaultApi}`,
      authentication: { type: 'ManagedServiceIdentity', audience: 'https://vault.azure.net' },
    },
    runtimeConfiguration: { secureData: { properties: ['inputs', 'outputs'] } },
  });
  return { value: `body(${quoted(action)})?['value']`, after };
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
  // other tools name people without a mail address
  const own = isApproval(node) ? context.text(node, 'approvers') : undefined;
  const to = own?.includes('@') === true ? own : context.text(flow.node, 'approvers');
  const owner = isApproval(node) && own === undefined ? node : flow.node;
  const limit = isApproval(node) ? hoursOf(context.text(node, 'timeout')) : undefined;
  add(name, before, {
    type: 'ApiConnectionWebhook',
    ...(limit === undefined ? {} : { limit: { timeout: isoDuration(limit) } }),
    description: prose(`Approval${by === undefined ? '' : ` by ${by}`}: ${edge.from.id} > ${node.id}`),
    inputs: {
      host: flow.connection('office365'),
      path: '/approvalmail/$subscriptions',
      body: {
        NotificationUrl: '@{listCallbackUrl()}',
        Message: {
          To: orGapInText(to, () => context.gapOf(owner, 'approvers')),
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
