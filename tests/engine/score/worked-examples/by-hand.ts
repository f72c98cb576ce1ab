import type { PlanNode } from '#engine/plan';

/*
 * Not published: our own arithmetic, for services whose pages show no prices. Each price is the one of the book that ships, whose entry
 * names where it was read and when; each rule of billing is that of the page named.
 */
export interface HandMade {
  readonly title: string;
  /** Where the way of billing is described. */
  readonly rule: string;
  readonly nodes: Readonly<Record<string, PlanNode>>;
  readonly formula: number;
}

export const byHand: readonly HandMade[] = [
  {
    title: 'Functions (Consumption): 3,000,000 executions of a second with 512 MB',
    rule: 'https://azure.microsoft.com/pricing/details/functions/',
    nodes: {
      app: {
        service: 'azure-functions',
        usage: { plan: 'consumption', requestsPerMonth: 3_000_000, timePerExecution: '1 s', memory: '0.5 GB' },
      },
    },
    // 400,000 GB-seconds and a million executions are free
    formula: (3_000_000 * 1 * 0.5 - 400_000) * 0.000016 + (3 - 1) * 0.2,
  },
  {
    title: 'Container Apps: 200 hours of a replica with 1 vCPU and 2 GB, 3,000,000 requests',
    rule: 'https://learn.microsoft.com/azure/container-apps/billing',
    nodes: {
      app: { service: 'azure-container-apps', usage: { activeTime: '200 h', requestsPerMonth: 3_000_000, vcpus: 1, memory: '2 GB' } },
    },
    // 180,000 vCPU-seconds, 360,000 GiB-seconds and two million requests are free
    formula: (200 * 3600 - 180_000) * 0.000024 + (200 * 3600 * 2 - 360_000) * 0.000003 + (3 - 2) * 0.4,
  },
  {
    title: 'Container Instances: 24 hours with 1 vCPU and 2 GB',
    rule: 'https://azure.microsoft.com/pricing/details/container-instances/',
    nodes: { group: { service: 'azure-container-instances', usage: { hoursPerMonth: 24, vcpus: 1, memory: '2 GB' } } },
    formula: 24 * 3600 * 1 * 0.00001125 + 24 * 3600 * 2 * 0.000001236111111,
  },
  {
    title: 'Logic Apps (Consumption): 10,000 runs of 5 built-in actions and 3 standard connectors',
    rule: 'https://learn.microsoft.com/azure/logic-apps/logic-apps-pricing',
    nodes: { flow: { service: 'azure-logic-apps', usage: { runsPerMonth: 10_000, builtInActionsPerRun: 5, connectorCallsPerRun: 3 } } },
    // 4,000 built-in actions are free
    formula: ((50_000 - 4_000) / 1000) * 0.025 + (30_000 / 1000) * 0.125,
  },
  {
    title: 'Event Grid: 5,000,000 events to one receiver',
    rule: 'https://azure.microsoft.com/pricing/details/event-grid/',
    nodes: { events: { service: 'azure-event-grid', usage: { eventsPerMonth: 5_000_000, subscribers: 1 } } },
    // that page counts 9.9 million operations for this, and leaves the price out
    formula: (9_900_000 / 100_000) * 0.06,
  },
  {
    title: 'Log Analytics: 105 GB a month, kept for 31 days, with two alert rules of 5 minutes and 10 metric series',
    rule: 'https://learn.microsoft.com/azure/azure-monitor/logs/cost-logs',
    nodes: { logs: { service: 'azure-monitor', usage: { dataIngested: '105 GB' } } },
    // 5 GB and 10 series are free
    formula: (105 - 5) * 2.76 + 2 * 1.5,
  },
  {
    title: 'Databricks jobs (Premium): 4 machines DS3_v2 for 100 hours',
    rule: 'https://azure.microsoft.com/pricing/details/databricks/',
    nodes: {
      cluster: {
        service: 'azure-databricks',
        usage: { tier: 'premium', workload: 'jobs', vmSize: 'Standard_DS3_v2', nodes: 4, hoursPerMonth: 100 },
      },
    },
    // 0.75 DBU an hour and machine, beside the machine's own price in eastus
    formula: 4 * 100 * 0.75 * 0.3 + 4 * 100 * 0.293,
  },
  {
    title: 'Managed online endpoint: 3 machines DS3_v2, a month',
    rule: 'https://azure.microsoft.com/pricing/details/machine-learning/',
    nodes: { endpoint: { service: 'azure-ml-managed-online-endpoints', usage: { instances: 3, vmSize: 'Standard_DS3_v2' } } },
    formula: 3 * 730 * 0.293,
  },
];
