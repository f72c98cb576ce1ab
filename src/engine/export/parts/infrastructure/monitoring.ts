import type { GraphNode } from '../../../catalog';
import { logWorkspaceName } from '../resources';
import type { ResourceBody } from './expression';
import type { Deployment, Placed } from './deployment';

const workspaceType = 'Microsoft.OperationalInsights/workspaces';
const about = 'The log workspace, the recipients of alerts, and the alerts on logs.';

/** A log workspace for each Azure Monitor of the plan. Alerts are in alerts.ts. */
export function logWorkspace(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('monitoring', about);
  const days = deployment.whole(node, 'retentionDays', 31, 30, 730);
  const shut = deployment.isPrivate(node);
  deployment.place(node, module, workspaceType, {
    properties: {
      retentionInDays: days,
      sku: { name: 'PerGB2018' },
      ...(shut ? { publicNetworkAccessForIngestion: 'Disabled', publicNetworkAccessForQuery: 'Disabled' } : {}),
    },
  });
}

/** The log workspace of the plan: the first that it draws, or one that its services need. */
export function logsOf(deployment: Deployment, service: string): Placed {
  const { context } = deployment;
  const [drawn] = context.of('azure-monitor');
  const placed = drawn && deployment.placed.get(drawn.id);
  if (placed) return placed;
  const body: ResourceBody = { name: logWorkspaceName(context), properties: { retentionInDays: 30, sku: { name: 'PerGB2018' } } };
  return deployment.imply('logs', service, deployment.module('monitoring', about), { symbol: 'logs', type: workspaceType, body });
}

/** Application Insights: each node's own. */
export function insights(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('application-insights');
  const [log] = deployment.context.out(node, 'telemetry').filter(({ to }) => to.node.service === 'azure-monitor');
  const sampling = deployment.context.number(node, 'sampling');
  const target = log && deployment.placed.get(log.to.id);
  const days = nearestRetention(deployment.whole(node, 'retentionDays', 90));
  const exists = deployment.context.exists(node);
  deployment.place(
    node,
    module,
    'Microsoft.Insights/components',
    exists
      ? {}
      : {
          kind: 'web',
          properties: {
            Application_Type: 'web',
            WorkspaceResourceId: deployment.refer(module, target ?? logsOf(deployment, 'application-insights'), 'id', log ? [log] : []),
            RetentionInDays: days,
            ...(sampling === undefined || sampling === 100 ? {} : { SamplingPercentage: sampling }),
            ...(deployment.isPrivate(node) ? { publicNetworkAccessForIngestion: 'Disabled', publicNetworkAccessForQuery: 'Disabled' } : {}),
            DisableLocalAuth: false,
          },
        },
    log ? { edges: [log] } : {},
  );
}

/** Application Insights keeps data for one of a few numbers of days. */
function nearestRetention(days: number): number {
  return [30, 60, 90, 120, 180, 270, 365, 550, 730].find((one) => one >= days) ?? 730;
}

/** The Application Insights that a node reports to, if the plan draws one. */
export function insightsOf(deployment: Deployment, node: GraphNode): Placed | undefined {
  const drawn = deployment.context.out(node, 'telemetry').find(({ to }) => to.node.service === 'application-insights');
  return drawn && deployment.placed.get(drawn.to.id);
}
