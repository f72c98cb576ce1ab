import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { gapInText, hasGap } from '../gap';
import { batchCall, batchOutputName, type DatastorePath } from './batch-call';
import { trimmedPath } from './placeholders';
import { factoryDuration, longestRun } from './recurrence';
import { orGapInText, prose, quoted } from './expression-text';
import type { LocalNames } from './local-names';
import { camel, pathInText, type Clock } from './factory-expressions';

/** What the activities of a batch endpoint are called, and what belongs to them in the pipeline. */
export interface Names {
  readonly activities: LocalNames;
  readonly variables: LocalNames;
}

export interface Activity {
  readonly name: string;
  readonly [key: string]: unknown;
}

/** How a pipeline's host writes a request to the endpoint: what the activity says beside its name and order. @param path behind that of the jobs, or empty */
export type JobRequest = (method: 'GET' | 'POST', path: string, more: object) => object;

/** The address of the jobs of an endpoint; in a region that nobody states, the expression of a gap. */
export function jobsAddress(context: ExportContext, endpoint: GraphNode): string {
  const { endpoint: host, region } = batchCall(context, endpoint);
  return `https://${host}.${hasGap(region) ? gapInText(region) : region}.inference.ml.azure.com/jobs`;
}

const succeeded = (activity: string) => [{ activity, dependencyConditions: ['Succeeded'] }];
const userProperties = (node: GraphNode) => [{ name: 'pipedraft-node', value: node.id }];

/** The call of a batch endpoint, the wait for its job, and a failure where the job did not complete. */
export function batchActivities(
  context: ExportContext,
  endpoint: GraphNode,
  request: JobRequest,
  name: string,
  names: Names,
  clock: Clock,
): {
  readonly call: object;
  readonly after: readonly Activity[];
  readonly last: string;
  readonly variable: string;
  readonly edges: readonly string[];
} {
  const { inputs, output } = batchCall(context, endpoint);
  const below = ({ datastore, path, owner, setting }: DatastorePath) =>
    `azureml://datastores/${datastore === undefined ? '' : `${datastore}/paths/`}${path === undefined ? orGapInText(undefined, () => context.gapOf(owner, setting)) : pathInText(trimmedPath(path) + (path.endsWith('/') ? '/' : ''), clock)}`;
  const variable = names.variables.take(`${camel(endpoint.id)}Status`, 'x');
  const [wait, pause, status, keep, result, failed] = ['wait', 'pause', 'status', 'keep', 'result', 'failed'].map((part) =>
    names.activities.take(`${context.names.symbol(endpoint.id)}_${part}`),
  ) as [string, string, string, string, string, string]; // six parts give six names
  const longest = longestRun(context, endpoint);
  const seconds = context.number(pollsOf(context, endpoint), 'pollSeconds') ?? 60;
  const job = `activity(${quoted(name)}).output.name`;
  return {
    variable,
    last: result,
    edges: [...inputs.flatMap(({ edges }) => edges), ...(output?.edges ?? [])].map(({ id }) => id),
    call: request('POST', '', {
      headers: { 'Content-Type': 'application/json' },
      body: {
        properties: {
          InputData: Object.fromEntries(inputs.map((input) => [input.name, { JobInputType: input.type, Uri: below(input) }])),
          ...(output ? { OutputData: { [batchOutputName]: { JobOutputType: 'UriFile', Uri: below(output) } } } : {}),
        },
      },
    }),
    after: [
      {
        name: wait,
        description: `Waits until the job has ended${longest === undefined ? '' : `: at most ${hours(2 * longest)}, twice the longest time in the plan`}.`,
        type: 'Until',
        dependsOn: succeeded(name),
        userProperties: userProperties(endpoint),
        typeProperties: {
          expression: {
            value: `@contains(createArray('Completed', 'Failed', 'Canceled'), variables(${quoted(variable)}))`,
            type: 'Expression',
          },
          ...(longest === undefined ? {} : { timeout: factoryDuration(2 * longest) }),
          activities: [
            { name: pause, type: 'Wait', dependsOn: [], userProperties: [], typeProperties: { waitTimeInSeconds: seconds } },
            {
              name: status,
              type: 'WebActivity',
              dependsOn: succeeded(pause),
              userProperties: [],
              ...request('GET', `/@{${job}}`, {}),
            },
            {
              name: keep,
              type: 'SetVariable',
              dependsOn: succeeded(status),
              userProperties: [],
              typeProperties: { variableName: variable, value: `@activity(${quoted(status)}).output.properties.status` },
            },
          ],
        },
      },
      {
        name: result,
        description: 'A job that did not complete fails the run, so that it is seen and run again.',
        type: 'IfCondition',
        dependsOn: succeeded(wait),
        userProperties: userProperties(endpoint),
        typeProperties: {
          expression: { value: `@equals(variables(${quoted(variable)}), 'Completed')`, type: 'Expression' },
          ifFalseActivities: [
            {
              name: failed,
              type: 'Fail',
              dependsOn: [],
              userProperties: [],
              typeProperties: {
                message: `@concat(${quoted(`${prose(endpoint.title)} ended as `)}, variables(${quoted(variable)}), ', job ', ${job})`,
                errorCode: context.names.symbol(endpoint.id),
              },
            },
          ],
        },
      },
    ],
  };
}

/** The node whose setting says how often the state of a job is asked for: what calls the endpoint. */
function pollsOf(context: ExportContext, endpoint: GraphNode): GraphNode {
  return context.in(endpoint, 'control').find(({ from }) => context.declared(from, 'pollSeconds'))?.from ?? endpoint;
}

function hours(value: number): string {
  const minutes = Math.max(1, Math.round(value * 60));
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
