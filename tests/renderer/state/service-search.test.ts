import { expect, it } from 'vitest';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { catalog } from '../../harness/resources.ts';

/* What people type, and the service that they mean: names, old names, typing errors, additional words, tasks. */

const view = new CatalogView({
  services: catalog.services,
  skills: catalog.skills,
  noControl: {},
  safeguards: { sources: {}, services: {} },
  icons: {},
});

const meant: readonly (readonly [query: string, first: string])[] = [
  // names and everyday names
  ['sql server', 'sql-server'],
  ['azure sql', 'azure-sql-database'],
  ['sql database', 'azure-sql-database'],
  ['oracle', 'external-database'],
  ['on-premises database', 'external-database'],
  ['snowflake', 'external-database'],
  ['sap hana', 'sap'],
  ['erp', 'sap'],
  ['s3', 'amazon-s3'],
  ['aws bucket', 'amazon-s3'],
  ['sftp', 'external-files'],
  ['salesforce', 'saas-application'],
  ['dynamics 365', 'saas-application'],
  ['other system', 'other-system'],
  ['mainframe', 'other-system'],
  ['web app', 'azure-app-service'],
  ['mobile app', 'consumer-application'],
  ['postgres', 'azure-postgresql'],
  ['cosmos', 'azure-cosmos-db'],
  ['redis', 'azure-managed-redis'],
  ['kafka', 'azure-event-hubs'],
  ['eventhub', 'azure-event-hubs'],
  ['queue', 'azure-service-bus'],
  ['onelake', 'fabric-onelake'],
  ['lakehouse', 'fabric-lakehouse'],
  ['data warehouse', 'fabric-warehouse'],
  ['key vault', 'azure-key-vault'],
  ['secrets', 'azure-key-vault'],
  ['vnet', 'azure-virtual-network'],
  ['private endpoint', 'azure-virtual-network'],
  ['firewall', 'azure-firewall'],
  ['nat', 'azure-nat-gateway'],
  ['shir', 'self-hosted-integration-runtime'],
  ['gpt-4o', 'azure-openai'],
  ['llm', 'azure-openai'],
  ['ptu', 'azure-openai'],
  ['vector store', 'azure-ai-search'],
  ['rag', 'azure-ai-search'],
  ['apim', 'azure-api-management'],
  ['api gateway', 'azure-api-management'],
  ['data governance', 'microsoft-purview'],
  ['airflow', 'apache-airflow'],
  ['dbt', 'dbt'],
  ['streamlit', 'databricks-apps'],
  ['sql warehouse', 'databricks-sql-warehouse'],
  ['hpc', 'azure-batch'],
  ['arc', 'azure-arc-kubernetes'],
  ['serverless sql', 'synapse-serverless-sql'],
  ['evidently', 'evidently'],
  ['data validation', 'great-expectations'],
  ['aks', 'azure-kubernetes-service'],
  ['adls gen2', 'azure-storage'],
  // typing errors and spaces
  ['databriks', 'azure-databricks'],
  ['data bricks', 'azure-databricks'],
  ['datafactory', 'azure-data-factory'],
  ['azure data facotry', 'azure-data-factory'],
  ['kubernets', 'azure-kubernetes-service'],
  ['keyvalut', 'azure-key-vault'],
  ['funtions', 'azure-functions'],
  ['logicapps', 'azure-logic-apps'],
  ['powr bi', 'power-bi'],
  ['cosmso', 'azure-cosmos-db'],
  ['airfow', 'apache-airflow'],
  ['purveiw', 'microsoft-purview'],
  ['event hubbs', 'azure-event-hubs'],
  ['lake house', 'fabric-lakehouse'],
  // additional words and tasks
  ['experiment from python sdk', 'azure-ml-jobs-sdk'],
  ['a queue for messages', 'azure-service-bus'],
  ['where do we keep secrets', 'azure-key-vault'],
  ['copy data from on-premises sql server', 'sql-server'],
  ['approve', 'human-approval'],
  ['approve the release', 'human-approval'],
  ['sign off', 'human-approval'],
  ['weekly', 'azure-data-factory'],
  ['drift', 'azure-ml-model-monitoring'],
  ['k8s', 'azure-kubernetes-service'],
];

it.each(meant)('“%s” finds %s first', (query, first) => {
  expect(view.search(query)[0]?.id).toBe(first);
});

it('lists what is retired or about to be after everything else', () => {
  for (const [query] of meant) {
    const gone = view.search(query).map(({ status }) => status.state === 'retired' || status.state === 'deprecated');
    expect(gone.lastIndexOf(false), query).toBe(gone.filter((one) => !one).length - 1);
  }
});

it('finds nothing for what is like nothing', () => {
  expect(view.search('zzzzqqq')).toEqual([]);
  expect(view.search('nothing is called like this')).toEqual([]);
});

it('does not replace a word that is there by one like it', () => {
  expect(view.search('spark').every((service) => JSON.stringify(service).toLowerCase().includes('spark'))).toBe(true);
});
