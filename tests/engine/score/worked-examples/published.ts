import type { Example } from './example.ts';

/*
 * Pricing examples that the services' own documentation works out, with the prices that each page names. A page that names no price for
 * a meter is calculated with the book that ships.
 */

const docs = 'https://learn.microsoft.com/azure';
const adfExamples2021 =
  'https://github.com/MicrosoftDocs/azure-docs/blob/017654d14eb78a81d68ea84640b468bcb7fa96d3/articles/data-factory/pricing-concepts.md';
const noOperations = ['adf-read-write', 'adf-monitoring'];

/** A pipeline that does nothing itself but start what else is said. */
const pipeline = { activitiesPerRun: 1, pipelineActivityTime: '0 min', externalActivityTime: '0 min', readWriteOperations: 0 };

export const published: readonly Example[] = [
  {
    title: 'Data Factory: one copy of 10 minutes from S3 to Blob Storage',
    source: adfExamples2021,
    dated: '2021-09-07',
    published: 0.16811,
    note: 'The page cuts the price of the copy, 0.16667, off to 0.166.',
    // the trigger's run and the copy's: one on each node
    nodes: {
      pipeline: { service: 'azure-data-factory', usage: { ...pipeline, runsPerMonth: 1, activitiesPerRun: 0, readWriteOperations: 10 } },
      copy: { service: 'adf-copy-activity', usage: { runsPerMonth: 1, timePerCopy: '10 min', diu: 4 } },
    },
    prices: {},
  },
  {
    title: 'Data Factory: the same copy, then a Databricks activity of 10 minutes',
    source: adfExamples2021,
    dated: '2021-09-07',
    published: 0.16916,
    nodes: {
      pipeline: {
        service: 'azure-data-factory',
        usage: { ...pipeline, runsPerMonth: 1, externalActivityTime: '10 min', readWriteOperations: 11 },
      },
      copy: { service: 'adf-copy-activity', usage: { runsPerMonth: 1, dataPerRun: '50 GB', throughput: '300 GB', diu: 4 } },
    },
    prices: {},
  },
  {
    title: 'Data Factory: the same with a Lookup activity of a minute',
    source: adfExamples2021,
    dated: '2021-09-07',
    published: 0.1702,
    nodes: {
      pipeline: {
        service: 'azure-data-factory',
        usage: {
          runsPerMonth: 1,
          activitiesPerRun: 2,
          pipelineActivityTime: '1 min',
          externalActivityTime: '10 min',
          readWriteOperations: 11,
        },
      },
      copy: { service: 'adf-copy-activity', usage: { runsPerMonth: 1, dataPerRun: '50 GB', throughput: '300 GB', diu: 4 } },
    },
    prices: { 'adf-pipeline-activity-azure-ir': 0.002 },
  },
  {
    title: 'Data Factory: hourly copies of 10 minutes for 30 days',
    source:
      'https://github.com/MicrosoftDocs/azure-docs/blob/004498fdbb7a8f2fdb72f90519f7cec29c1eb8ee/articles/data-factory/pricing-examples-s3-to-blob.md',
    dated: '2024-05-15',
    published: 122,
    note: 'The page gives the calculator 480 DIU-hours and two thousand activity runs; it says 480 runs, but its total has 2.00 for them.',
    nodes: {
      pipeline: { service: 'azure-data-factory', usage: { ...pipeline, runsPerMonth: 1760, activitiesPerRun: 0 } },
      // 240 copies of half an hour with 4 units
      copy: { service: 'adf-copy-activity', usage: { runsPerMonth: 240, dataPerRun: '10 GB', throughput: '20 GB', diu: 4 } },
    },
    prices: {},
    leftOut: noOperations,
  },
  {
    title: 'Data Factory: a mapping data flow of 16 vCores for 10 minutes, hourly for 8 hours, for 30 days',
    source: `${docs}/data-factory/pricing-examples-transform-mapping-data-flows`,
    dated: '2024-05-15',
    published: 175.88,
    note: 'The calculator takes activity runs in thousands: 480 count as 1,000.',
    nodes: {
      pipeline: { service: 'azure-data-factory', usage: { ...pipeline, runsPerMonth: 760, activitiesPerRun: 0 } },
      flow: {
        service: 'adf-data-flows',
        usage: { runsPerMonth: 240, timePerRun: '10 min', startupTime: '0 min', vcores: 16, computeType: 'general-purpose' },
      },
    },
    prices: {},
    leftOut: noOperations,
  },
  {
    title: 'Data Factory: changes from SAP by a data flow of 8 vCores and a self-hosted runtime, hourly for 8 hours, for 30 days',
    source: `${docs}/data-factory/pricing-examples-get-delta-data-from-sap-ecc`,
    dated: '2024-05-15',
    published: 138.66,
    note: 'The calculator takes activity runs in thousands, here those of a self-hosted runtime.',
    nodes: {
      copy: {
        service: 'adf-copy-activity',
        usage: { runsPerMonth: 240, dataPerRun: '1 GB', throughput: '4 GB', integrationRuntime: 'self-hosted-ir' },
      },
      pipeline: {
        service: 'azure-data-factory',
        usage: { ...pipeline, runsPerMonth: 760, activitiesPerRun: 0, integrationRuntime: 'self-hosted-ir' },
      },
      flow: {
        service: 'adf-data-flows',
        usage: { runsPerMonth: 240, timePerRun: '15 min', startupTime: '0 min', vcores: 8, computeType: 'general-purpose' },
      },
    },
    prices: {},
    // the data flow's own runs are in the 1,000 already
    leftOut: [...noOperations, 'adf-orchestration-azure-ir'],
  },
  {
    title: 'Data Factory: two pipelines that delete and copy in a managed network, daily for 30 days',
    source: `${docs}/data-factory/pricing-examples-data-integration-managed-vnet`,
    dated: '2024-01-05',
    published: 83.5,
    note: 'Its total holds only with 1.00 for a DIU-hour; the price list says 0.25. The calculator counts 1,440 runs as 2,000.',
    nodes: {
      pipeline: {
        service: 'azure-data-factory',
        // 30 runs a month, 7 minutes of deleting and an hour that the node stays up
        usage: { ...pipeline, runsPerMonth: 30, activitiesPerRun: 0, pipelineActivityTime: '7 min', integrationRuntime: 'managed-vnet-ir' },
      },
      others: {
        service: 'azure-data-factory',
        usage: { ...pipeline, runsPerMonth: 1910, activitiesPerRun: 0, integrationRuntime: 'managed-vnet-ir' },
      },
      copies: {
        service: 'adf-copy-activity',
        // two copies a day of 10 minutes, and 2 minutes in the queue
        usage: { runsPerMonth: 30, copiesPerRun: 2, timePerCopy: '10 min', diu: 4, integrationRuntime: 'managed-vnet-ir' },
      },
    },
    prices: { 'adf-data-movement-managed-vnet-ir': 1 },
    leftOut: noOperations,
  },
  {
    title: 'Data Factory: a day of debugging data flows on 8 compute-optimised cores',
    source: `${docs}/data-factory/pricing-examples-mapping-data-flow-debug-workday`,
    dated: '2023-08-10',
    published: 12.35,
    nodes: {
      debug: {
        service: 'adf-data-flows',
        usage: { runsPerMonth: 0, timePerRun: '0 min', debugHoursPerMonth: 8, computeType: 'compute-optimized', vcores: 8 },
      },
    },
    prices: { 'adf-data-flow-compute-optimized': 0.193 },
  },
  {
    title: 'Data Factory: an hour of debugging data flows on 8 general-purpose cores',
    source: adfExamples2021,
    dated: '2021-09-07',
    published: 2.19,
    nodes: {
      debug: { service: 'adf-data-flows', usage: { runsPerMonth: 0, timePerRun: '0 min', debugHoursPerMonth: 1 } },
    },
    prices: { 'adf-data-flow-general-purpose': 0.274 },
  },
  {
    title: 'Data Factory: one run of a data flow of 16 vCores, 10 minutes and 10 minutes of staying up',
    source: adfExamples2021,
    dated: '2021-09-07',
    published: 1.4631,
    nodes: {
      pipeline: { service: 'azure-data-factory', usage: { ...pipeline, runsPerMonth: 1, activitiesPerRun: 0, readWriteOperations: 10 } },
      flow: { service: 'adf-data-flows', usage: { runsPerMonth: 1, timePerRun: '10 min', startupTime: '10 min', vcores: 16 } },
    },
    prices: { 'adf-data-flow-general-purpose': 0.274 },
  },
  {
    title: 'Blob Storage: a backup of 102,400 GB in 2,000,000 files goes to the archive, its first month',
    source: `${docs}/storage/blobs/archive-cost-estimation`,
    dated: '2022-10-17',
    published: 151.86,
    nodes: {
      archive: {
        service: 'azure-storage',
        usage: {
          storedData: '102400 GB',
          accessTier: 'archive',
          writeOperations: 2_000_000,
          readOperations: 20_000,
          dataRetrieved: '1024 GB',
        },
      },
    },
    prices: { 'blob-archive-lrs': 0.00099, 'blob-archive-write': 0.1, 'blob-archive-read': 5, 'blob-archive-retrieval': 0.02 },
  },
  {
    title: 'Blob Storage: the same backup, each month after the first',
    source: `${docs}/storage/blobs/archive-cost-estimation`,
    dated: '2022-10-17',
    published: 131.86,
    nodes: {
      archive: {
        service: 'azure-storage',
        usage: { storedData: '102400 GB', accessTier: 'archive', writeOperations: 0, readOperations: 20_000, dataRetrieved: '1024 GB' },
      },
    },
    prices: { 'blob-archive-lrs': 0.00099, 'blob-archive-write': 0.1, 'blob-archive-read': 5, 'blob-archive-retrieval': 0.02 },
  },
  {
    title: 'Blob Storage: 10,240 GB in the archive, a tenth of it read',
    source: `${docs}/storage/blobs/archive-cost-estimation`,
    dated: '2022-10-17',
    published: 42.62,
    nodes: {
      archive: {
        service: 'azure-storage',
        usage: {
          storedData: '10240 GB',
          accessTier: 'archive',
          writeOperations: 200_000,
          readOperations: 20_000,
          dataRetrieved: '1024 GB',
        },
      },
    },
    prices: { 'blob-archive-lrs': 0.00099, 'blob-archive-write': 0.1, 'blob-archive-read': 5, 'blob-archive-retrieval': 0.02 },
  },
  {
    title: 'Blob Storage: the same 10,240 GB in the cool tier',
    source: `${docs}/storage/blobs/archive-cost-estimation`,
    dated: '2022-10-17',
    published: 167.91,
    nodes: {
      cool: {
        service: 'azure-storage',
        usage: { storedData: '10240 GB', accessTier: 'cool', writeOperations: 200_000, readOperations: 20_000, dataRetrieved: '1024 GB' },
      },
    },
    prices: { 'blob-cool-lrs': 0.0152, 'blob-cool-write': 0.1, 'blob-cool-read': 0.01, 'blob-cool-retrieval': 0.01 },
  },
  {
    title: 'Blob Storage: 1,000 files of 5 GB go to the hot tier, half of them are read',
    source: `${docs}/storage/blobs/blob-storage-estimate-costs`,
    dated: '2024-07-26',
    published: 107.53,
    nodes: {
      hot: {
        service: 'azure-storage',
        usage: { storedData: '5000 GB', accessTier: 'hot', writeOperations: 641_000, readOperations: 500, dataRetrieved: '0 GB' },
      },
    },
    prices: { 'blob-hot-lrs': [0.0208, 0.02, 0.02], 'blob-hot-write': 0.055, 'blob-hot-read': 0.0044 },
  },
];
