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
    title: 'Functions (Consumption): 20,000,000 executions of 40 ms with 130 MB, which count as 100 ms with 256 MB',
    rule: 'https://learn.microsoft.com/azure/azure-functions/functions-consumption-costs',
    nodes: {
      app: {
        service: 'azure-functions',
        usage: { plan: 'consumption', requestsPerMonth: 20_000_000, timePerExecution: '40 ms', memory: '130 MB' },
      },
    },
    formula: (20e6 * 0.1 * 0.25 - 400_000) * 0.000016 + (20 - 1) * 0.2,
  },
  {
    title: 'Functions (Flex Consumption): 2,000,000 executions of 1,250 ms with 512 MB, which count as 1,300 ms',
    rule: 'https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#billing',
    nodes: {
      app: {
        service: 'azure-functions',
        usage: { plan: 'flex', requestsPerMonth: 2_000_000, timePerExecution: '1250 ms', memory: '512 MB' },
      },
    },
    formula: (2e6 * 1.3 * 0.5 - 100_000) * 0.000026 + (2 - 0.25) * 0.4,
  },
  {
    title: 'App Service: two P1v3 for the 220 hours of a test',
    rule: 'https://learn.microsoft.com/azure/app-service/overview-hosting-plans#how-much-does-my-app-service-plan-cost',
    nodes: { app: { service: 'azure-app-service', usage: { plan: 'p1v3', instances: 2, hoursPerMonth: 220 } } },
    formula: 2 * 220 * 0.155,
  },
  {
    title: 'App Service: two P1v3 all month under a three-year savings plan',
    rule: 'https://learn.microsoft.com/azure/cost-management-billing/savings-plan/savings-plan-overview',
    nodes: { app: { service: 'azure-app-service', usage: { plan: 'p1v3', instances: 2, payment: 'savings-plan-3y' } } },
    formula: 2 * 730 * 0.08525,
  },
  {
    title: 'Copy activity: 30 nights, 12 tables, 125 minutes each on 4 units',
    rule: 'https://learn.microsoft.com/azure/data-factory/pricing-concepts',
    nodes: {
      copy: { service: 'adf-copy-activity', usage: { runsPerMonth: 30, copiesPerRun: 12, timePerCopy: '125 min', diu: 4 } },
    },
    formula: (360 / 1000) * 1 + 360 * (125 / 60) * 4 * 0.25,
  },
  {
    title: 'Log Analytics: 6,000 GB a month under a commitment of 100 GB a day',
    rule: 'https://learn.microsoft.com/azure/azure-monitor/logs/cost-logs#commitment-tiers',
    nodes: { logs: { service: 'azure-monitor', usage: { dataIngested: '6 TB', commitment: '100-gb', logAlertRules: 0, metricSeries: 0 } } },
    formula: 30 * 196 * 2,
  },
  {
    title: 'Kubernetes Service: three D4s_v5 in West Europe, written as the portal does, with ephemeral disks',
    rule: 'https://azure.microsoft.com/pricing/details/kubernetes-service/',
    nodes: {
      cluster: {
        service: 'azure-kubernetes-service',
        region: '(Europe) West Europe',
        usage: { nodes: 3, vmSize: 'Standard_D4s_v5', osDisk: 'ephemeral' },
      },
    },
    formula: 730 * 0.1 + 3 * 730 * 0.23 + 730 * 0.005,
  },
  {
    title: 'Functions (Consumption): 3,000,000 executions of a second with 512 MB',
    rule: 'https://azure.microsoft.com/pricing/details/functions/',
    nodes: {
      app: {
        service: 'azure-functions',
        usage: { plan: 'consumption', requestsPerMonth: 3_000_000, timePerExecution: '1 s', memory: '512 MB' },
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
    title: 'Databricks declarative pipeline (Advanced): 4 machines DS3_v2 for 100 hours',
    rule: 'https://azure.microsoft.com/pricing/details/databricks/',
    nodes: {
      cluster: {
        service: 'azure-databricks',
        usage: { workload: 'pipeline', edition: 'advanced', vmSize: 'Standard_DS3_v2', nodes: 4, hoursPerMonth: 100 },
      },
    },
    formula: 4 * 100 * 0.75 * 0.54 + 4 * 100 * 0.293,
  },
  {
    title: 'Databricks SQL warehouse, classic: size Medium on 5 machines DS3_v2 for 100 hours',
    rule: 'https://azure.microsoft.com/pricing/details/databricks/',
    nodes: {
      warehouse: {
        service: 'azure-databricks',
        usage: { workload: 'sql-classic', warehouseSize: 'medium', vmSize: 'Standard_DS3_v2', nodes: 5, hoursPerMonth: 100 },
      },
    },
    formula: 24 * 100 * 0.22 + 5 * 100 * 0.293,
  },
  {
    title: 'Databricks SQL warehouse, serverless: size 2X-Small for 60 hours',
    rule: 'https://azure.microsoft.com/pricing/details/databricks/',
    nodes: {
      warehouse: { service: 'azure-databricks', usage: { workload: 'sql-serverless', warehouseSize: '2x-small', hoursPerMonth: 60 } },
    },
    formula: 4 * 60 * 0.7,
  },
  {
    title: 'Functions (Flex Consumption): 10,000,000 executions of a second with 2 GB, a quarter of them on two warm instances',
    rule: 'https://azure.microsoft.com/pricing/details/functions/',
    nodes: {
      app: {
        service: 'azure-functions',
        usage: { plan: 'flex', requestsPerMonth: 10_000_000, timePerExecution: '1 s', memory: '2 GB', alwaysReady: 2, warmShare: 25 },
      },
    },
    // 100,000 GB-seconds and 250,000 executions on demand are free, warm instances are not
    formula: (20e6 * 0.75 - 100_000) * 0.000026 + 20e6 * 0.25 * 0.000016 + 2 * 2 * 730 * 3600 * 0.000004 + (10 - 0.25) * 0.4,
  },
  {
    title: 'GitHub Actions (Team): 2,500 minutes on Linux and 1,000 on macOS share what the plan includes',
    rule: 'https://docs.github.com/en/billing/reference/actions-runner-pricing',
    nodes: {
      linux: { service: 'github-actions', usage: { minutesPerMonth: 2500, runner: 'linux-2-core', plan: 'team' } },
      macos: { service: 'github-actions', usage: { minutesPerMonth: 1000, runner: 'macos', plan: 'team' } },
    },
    // 3,000 minutes: 2,500 of them on Linux
    formula: (1000 - 500) * 0.062,
  },
  {
    title: 'Storage (cool): 1,000 GB read back, 200 GB read from another region, 300 GB taken out of Azure',
    rule: 'https://azure.microsoft.com/pricing/details/storage/blobs/',
    nodes: {
      lake: {
        service: 'azure-storage',
        region: 'eastus2',
        usage: {
          storedData: '2000 GB',
          accessTier: 'cool',
          writeOperations: 10_000,
          readOperations: 100_000,
          dataRetrieved: '1000 GB',
          dataToOtherRegions: '200 GB',
          dataToInternet: '300 GB',
        },
      },
    },
    // 100 GB a month may leave Azure for nothing
    formula: 2000 * 0.01 + 1 * 0.1 + 10 * 0.01 + 1000 * 0.01 + 200 * 0.02 + (300 - 100) * 0.087,
  },
  {
    title: 'Machine-learning workspace on a private network: 15 endpoints and 500 GB through them',
    rule: 'https://azure.microsoft.com/pricing/details/private-link/',
    nodes: {
      workspace: {
        service: 'azure-ml-workspace',
        usage: {
          storedData: '0 GB',
          logsPerMonth: '0 GB',
          registry: 'elsewhere',
          secretOperations: 0,
          privateEndpoints: 15,
          privateData: '500 GB',
        },
      },
    },
    formula: 15 * 730 * 0.01 + 500 * 0.01,
  },
  {
    title: 'Managed online endpoint: 3 machines DS3_v2, a month',
    rule: 'https://azure.microsoft.com/pricing/details/machine-learning/',
    nodes: { endpoint: { service: 'azure-ml-managed-online-endpoints', usage: { instances: 3, vmSize: 'Standard_DS3_v2' } } },
    formula: 3 * 730 * 0.293,
  },
  {
    title: 'Azure SQL Database: general purpose, 2 vCores with the licence, 100 GB',
    rule: 'https://azure.microsoft.com/pricing/details/azure-sql-database/single/',
    nodes: { scores: { service: 'azure-sql-database', usage: { tier: 'gp-gen5-2vcore', storedData: '100 GB' } } },
    formula: 730 * 0.304434 + 730 * 2 * 0.099966 + 100 * 0.115,
  },
  {
    title: 'Azure SQL Database: the same with licences of one’s own (Azure Hybrid Benefit)',
    rule: 'https://azure.microsoft.com/pricing/details/azure-sql-database/single/',
    nodes: {
      scores: { service: 'azure-sql-database', usage: { tier: 'gp-gen5-2vcore', licence: 'hybrid-benefit', storedData: '100 GB' } },
    },
    formula: 730 * 0.304434 + 100 * 0.115,
  },
];
