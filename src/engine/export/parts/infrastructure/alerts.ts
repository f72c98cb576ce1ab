import type { GraphEdge, GraphNode } from '../../../catalog';
import { figure } from '../../../format';
import type { ExportContext } from '../../context';
import { startedBy } from '../order';
import { longestRun, periodOfNode } from '../recurrence';
import type { SettingValue } from '../../../plan';
import { fromKey } from '../../emit/draft';
import { Expression, Each, type ResourceBody, resourceItself, resourceValue } from './expression';
import type { Deployment, Placed } from './deployment';
import type { ResourceModule } from './module';

/* Diagnostic settings and alerts: what the telemetry edges into Azure Monitor become. */

/** Types that have no log categories, so a diagnostic setting can send their metrics only, or nothing. */
const without: readonly string[] = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Insights/workbooks',
  'Microsoft.OperationalInsights/workspaces',
];

/** A diagnostic setting at each source, one for each monitor that it reports to. */
export function diagnostics(deployment: Deployment): void {
  const { context } = deployment;
  for (const monitor of context.of('azure-monitor')) {
    const log = deployment.placed.get(monitor.id);
    const bySource = new Map<string, { source: Placed; edges: GraphEdge[] }>();
    for (const edge of context.in(monitor, 'telemetry')) {
      if (edge.from.node.service === 'application-insights') continue; // its data is in the log workspace anyway
      const source = deployment.logged.has(edge.from.id) ? deployment.logged.get(edge.from.id) : deployment.placed.get(edge.from.id);
      if (!source || without.includes(source.type)) {
        context.remark(
          `What "${edge.from.id}" reports is not sent to "${monitor.id}" by a setting in Azure: see its own documentation.`,
          [edge.from],
          [edge],
        );
        continue;
      }
      const key = `${source.module.name} ${source.symbol}`;
      const known = bySource.get(key) ?? { source, edges: [] };
      known.edges.push(edge);
      bySource.set(key, known);
    }
    if (!log) continue;
    for (const { source, edges } of bySource.values()) {
      const { module } = source;
      module.resource({
        symbol: `${source.symbol}_to_${context.names.symbol(monitor.id)}`,
        type: 'Microsoft.Insights/diagnosticSettings',
        edges,
        body: {
          name: context.names.local(monitor.id),
          scope: resourceItself(source.symbol),
          properties: {
            workspaceId: deployment.refer(module, log, 'id', edges),
            ...(hasTables(source.type) ? { logAnalyticsDestinationType: 'Dedicated' } : {}),
            logs: [{ categoryGroup: 'allLogs', enabled: true }],
          },
        },
      });
    }
  }
}

/** Services whose logs go to tables of their own only where the setting says so. */
function hasTables(type: string): boolean {
  return type === 'Microsoft.DataFactory/factories' || type === 'Microsoft.ContainerService/managedClusters';
}

interface Question {
  /** Query for failed work. */
  readonly failed: string;
  /** Query for successful work, where its rows can be told from those of others. */
  readonly done?: string;
  /** What else the query finds: its rows do not say which node they are from. */
  readonly any?: { readonly title: string; readonly why: string };
}

const online: readonly string[] = ['azure-ml-managed-online-endpoints', 'azure-ml-kubernetes-compute'];

/** Queries for the work of a node, where the table and its columns are known. */
function questions(deployment: Deployment, node: GraphNode): Question | undefined {
  const { service } = node.node;
  const name = deployment.context.names.symbol(node.id);
  const runs = (table: string) => ({
    failed: `${table} | where PipelineName == "${name}" and Status == "Failed"`,
    done: `${table} | where PipelineName == "${name}" and Status == "Succeeded"`,
  });
  if (service === 'azure-data-factory') return runs('ADFPipelineRun');
  if (service === 'synapse-pipelines') return runs('SynapseIntegrationPipelineRuns');
  if (service === 'adf-copy-activity' || service === 'adf-data-flows')
    return { failed: `ADFActivityRun | where ActivityName == "${name}" and Status == "Failed"` };
  if (online.includes(service)) {
    deployment.context.remark(
      `The logs of "${node.id}" are those of the endpoint itself: add a diagnostic setting to it once it is deployed.`,
      [node],
    );
    return undefined;
  }
  const place = deployment.logged.get(node.id) ?? deployment.placed.get(node.id);
  const why = 'Its rows do not say which node they are from.';
  if (place?.type === 'Microsoft.MachineLearningServices/workspaces')
    return { failed: 'AmlRunStatusChangedEvent | where Status == "Failed"', any: { title: 'An Azure ML job failed', why } };
  if (place?.type === 'Microsoft.Databricks/workspaces')
    return { failed: 'DatabricksJobs | where ActionName == "runFailed"', any: { title: 'A job of Databricks failed', why } };
  if (service === 'azure-functions')
    return { failed: 'FunctionAppLogs | where Level == "Error"', any: { title: 'A function reported an error', why } };
  if (service === 'azure-app-service')
    return { failed: 'AppServiceHTTPLogs | where ScStatus >= 500', any: { title: 'A web application failed to answer', why } };
  return undefined;
}

interface Rule {
  readonly name: string;
  readonly title: string;
  readonly query: string;
  readonly operator: string;
  readonly threshold: number;
  readonly severity: number;
  readonly every: string;
  readonly window: string;
  readonly edges: readonly GraphEdge[];
  readonly about?: readonly string[];
}

/** The recipients of alerts, and the alerts that each Azure Monitor of the plan calls for. */
export function alerts(deployment: Deployment): void {
  const { context } = deployment;
  for (const monitor of context.of('azure-monitor')) {
    const placed = deployment.placed.get(monitor.id);
    if (!placed) continue;
    const rules = rulesOf(deployment, monitor);
    const metrics = (context.list(monitor, 'metricAlerts') ?? []).filter(isMap);
    const counted = context.graph.amount(monitor, 'logAlertRules') ?? 0;
    if (rules.length < counted)
      context.remark(
        `The plan counts ${counted} log alerts for "${monitor.id}"; ${rules.length} follow from its edges. State others in settings.alerts.`,
        [monitor],
      );
    if (rules.length === 0 && metrics.length === 0) continue;
    const group = people(deployment, monitor, placed.module);
    for (const rule of rules) logAlert(deployment, monitor, placed, group, rule);
    metrics.forEach((stated, at) => metricAlert(deployment, monitor, group, stated, at));
  }
}

function people(deployment: Deployment, monitor: GraphNode, module: ResourceModule): Placed {
  const { names } = deployment.context;
  const emails = deployment.ask(module, monitor, 'notify', 'array');
  const several = deployment.context.of('azure-monitor').length > 1;
  const short = deployment.context.of('azure-monitor').length > 1 ? monitor.id : names.prefix;
  const email = new Expression({ is: 'item', name: 'email' });
  const type = 'Microsoft.Insights/actionGroups';
  const symbol = module.resource({
    symbol: `${names.symbol(monitor.id)}_people`,
    type,
    nodes: [monitor.id],
    body: {
      name: names.resource('ag', several ? monitor.id : undefined),
      location: 'global',
      properties: fromKey(
        {
          enabled: true,
          groupShortName: short.replace(/[^A-Za-z0-9]/g, '').slice(0, 12),
          emailReceivers: new Each(emails, 'email', { name: email, emailAddress: email, useCommonAlertSchema: true }),
        },
        'groupShortName',
        { comment: '12 characters at most' },
      ),
      tags: deployment.tags(monitor),
    },
  });
  return { module, symbol, type, exists: false };
}

function rulesOf(deployment: Deployment, monitor: GraphNode): readonly Rule[] {
  const { context } = deployment;
  const stated = context.list(monitor, 'alerts');
  const every =
    { '1min': 'PT1M', '5min': 'PT5M', '10min': 'PT10M', '15min': 'PT15M' }[deployment.usage(monitor, 'alertFrequency') ?? ''] ?? 'PT5M';
  if (stated)
    return stated.filter(isMap).flatMap((one, at): Rule[] => {
      const { name, query, above, below, window, severity } = one;
      if (typeof query !== 'string') return [];
      return [
        {
          name: typeof name === 'string' && /^[A-Za-z][\w-]*$/.test(name) ? name : `alert-${at + 1}`,
          title: typeof name === 'string' ? name : `Alert ${at + 1}`,
          query,
          operator: typeof below === 'number' ? 'LessThan' : 'GreaterThan',
          threshold: typeof below === 'number' ? below : typeof above === 'number' ? above : 0,
          severity: typeof severity === 'number' && severity >= 0 && severity <= 4 ? Math.round(severity) : 2,
          every: typeof one['every'] === 'string' ? durationOf(one['every']) : every,
          window: typeof window === 'string' ? durationOf(window) : 'PT15M',
          edges: [],
        },
      ];
    });
  const rules: Rule[] = [];
  const seen = new Set<string>();
  for (const edge of context.in(monitor, 'telemetry')) {
    const asked = questions(deployment, edge.from);
    if (!asked || seen.has(asked.failed)) continue;
    seen.add(asked.failed);
    const name = context.names.local(edge.from.id);
    const shared = { severity: 1, every, edges: [edge], ...(asked.any ? { about: [asked.any.why] } : {}) };
    rules.push({
      ...shared,
      name: `${name}-failed`,
      title: asked.any ? `${asked.any.title}: ${edge.from.title} or another` : `${edge.from.title}: failed`,
      query: asked.failed,
      operator: 'GreaterThan',
      threshold: 0,
      window: 'PT15M',
    });
    const period = periodOfNode(context, edge.from);
    if (asked.done === undefined || !period) continue;
    const span = period.hours + slackOf(context, edge.from, period.hours);
    const window = windows.find(({ hours }) => hours >= span);
    if (!window) context.remark(`No alert says that "${edge.from.id}" is late: an alert looks back two days at most.`, [edge.from]);
    else
      rules.push({
        ...shared,
        severity: 2,
        name: `${name}-late`,
        title: `${edge.from.title}: no success in ${figure(span)} hours`,
        // the window has one of few lengths, so the query looks back for as long as a run may take to come
        query: window.hours === span ? asked.done : `${asked.done} and TimeGenerated > ago(${Math.round(60 * span)}m)`,
        operator: 'LessThan',
        threshold: 1,
        every: 'PT15M',
        window: window.iso,
      });
  }
  return rules;
}

/** Lengths of time that an alert on logs can look back, from the hour on. */
const windows: readonly { readonly hours: number; readonly iso: string }[] = [
  ...[1, 2, 3, 4, 5, 6].map((hours) => ({ hours, iso: `PT${hours}H` })),
  { hours: 24, iso: 'P1D' },
  { hours: 48, iso: 'P2D' },
];

/**
 * How much later than a period after the one before a success may come, in quarters of an hour: runs take longer on one day than on
 * another. It is the longest expected time of a run, and a quarter of the period at least, since plans state few of these times.
 */
function slackOf(context: ExportContext, node: GraphNode, period: number): number {
  const known = longestRun(context, node) ?? startedBy(node).reduce((sum, work) => sum + (longestRun(context, work.node) ?? 0), 0);
  return Math.ceil(4 * Math.max(known, period / 4)) / 4;
}

function logAlert(deployment: Deployment, monitor: GraphNode, { module, symbol }: Placed, group: Placed, rule: Rule): void {
  const { context } = deployment;
  module.resource({
    symbol: context.names.symbol(monitor.id, rule.name),
    type: 'Microsoft.Insights/scheduledQueryRules',
    nodes: [monitor.id],
    edges: rule.edges,
    ...(rule.about ? { about: rule.about } : {}),
    body: {
      name: rule.name,
      location: deployment.locationOf(monitor, module),
      properties: fromKey(
        {
          displayName: rule.title.replace(/\s+/g, ' ').slice(0, 200),
          enabled: true,
          severity: rule.severity,
          evaluationFrequency: rule.every,
          windowSize: rule.window,
          scopes: [resourceValue(symbol, 'id')],
          skipQueryValidation: true,
          criteria: {
            allOf: [{ query: rule.query, timeAggregation: 'Count', operator: rule.operator, threshold: rule.threshold }],
          },
          actions: { actionGroups: [resourceValue(group.symbol, 'id')] },
        },
        'skipQueryValidation',
        { comment: 'the table comes with the first run' },
      ),
      tags: deployment.tags(monitor),
    },
  });
}

/** An alert on a metric, as the plan states it. It is in the module of the resource that it watches. */
function metricAlert(
  deployment: Deployment,
  monitor: GraphNode,
  group: Placed,
  stated: Readonly<Record<string, SettingValue>>,
  at: number,
): void {
  const { context } = deployment;
  const { on, metric, above, below, window } = stated;
  const source = typeof on === 'string' ? context.graph.get(on) : undefined;
  const placed = source && (deployment.placed.get(source.id) ?? deployment.logged.get(source.id));
  if (!source || !placed || typeof metric !== 'string') {
    context.remark(
      `Metric alert ${at + 1} of "${monitor.id}" is not written: it needs "on", the id of a node with a resource, and "metric".`,
      [monitor],
    );
    return;
  }
  if (['azure-ml-managed-online-endpoints', 'azure-ml-kubernetes-compute'].includes(source.node.service)) {
    context.remark(
      `Metric alert ${at + 1} of "${monitor.id}" is not written: it watches the endpoint "${source.id}", which a release makes after the infrastructure. Add it once the endpoint is there.`,
      [monitor, source],
    );
    return;
  }
  const { module } = placed;
  const criterion: ResourceBody = {
    criterionType: 'StaticThresholdCriterion',
    name: 'value',
    metricName: metric,
    operator: typeof below === 'number' ? 'LessThan' : 'GreaterThan',
    threshold: typeof below === 'number' ? below : typeof above === 'number' ? above : 0,
    timeAggregation: 'Average',
  };
  module.resource({
    symbol: context.names.symbol(monitor.id, `metric-${at + 1}`),
    type: 'Microsoft.Insights/metricAlerts',
    nodes: [monitor.id, source.id],
    body: {
      name: `${context.names.local(source.id)}-${metric.replace(/[^A-Za-z0-9]+/g, '-')}`.slice(0, 100),
      location: 'global',
      properties: {
        severity: 2,
        enabled: true,
        scopes: [resourceValue(placed.symbol, 'id')],
        evaluationFrequency: 'PT5M',
        windowSize: typeof window === 'string' ? durationOf(window) : 'PT15M',
        criteria: { 'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria', allOf: [criterion] },
        actions: [{ actionGroupId: deployment.refer(module, group, 'id') }],
      },
      tags: deployment.tags(monitor),
    },
  });
}

/** "15 min" as `PT15M`. */
function durationOf(text: string): string {
  const [, count = '15', unit = 'min'] = /^\s*(\d+)\s*(min|h|d)/.exec(text) ?? [];
  return unit === 'd' ? `P${count}D` : `PT${count}${unit === 'h' ? 'H' : 'M'}`;
}

function isMap(value: SettingValue): value is Readonly<Record<string, SettingValue>> & SettingValue {
  return typeof value === 'object' && !Array.isArray(value);
}
