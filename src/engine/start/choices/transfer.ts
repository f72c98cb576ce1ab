import { amountsOf, sourcesAsked, type SourceAsked } from '../answers';
import type { Choice, Chosen, Situation } from '../choice';

/** True if a copy activity brings the data. Databricks reads where the files arrive, unless Data Factory already copies, or there are sources to copy from. */
export function copies({ answers, platform }: Situation): boolean {
  if (answers.approach === 'no-code') return false; // the data flow loads and shapes at once
  return platform === 'azure-ml' || answers.sources.length > 0 || answers.estate.includes('azure-data-factory');
}

export const transfer: Choice = (situation) => {
  const { answers } = situation;
  const large = answers.data === 'large';
  const copy: Chosen = {
    id: 'copy',
    service: 'adf-copy-activity',
    title: 'Copy from the sources',
    usage: {
      runsPerMonth: '$runsPerMonth',
      dataPerRun: '$dataPerRun',
      // a runtime of one's own counts no units
      ...(answers.sources.some(isInOwnNetwork) ? { integrationRuntime: 'self-hosted-ir' } : { diu: large ? 16 : 4 }),
      ...(large ? { throughput: '1200 GB' } : {}),
    },
    because: 'The copy activity is for gigabytes up to terabytes, and reads from and writes to a great many places.',
    entries: ['gr-copy-large', 'gr-copy-connectors'],
    rejected: {
      'azure-ml-datatransferstep': 'Small copies between few places, and out of support since June 2026',
      'adf-data-flows': 'Start Spark for what is only moved',
    },
  };
  return [...sources(situation), ...landing(situation), ...(copies(situation) ? [copy] : []), ...lake(situation)];
};

const sourceTitles: Readonly<Record<SourceAsked, string>> = {
  'sql-server': 'SQL Server',
  'external-database': 'Database outside',
  sap: 'SAP',
  'saas-application': 'Business application',
  sharepoint: 'SharePoint lists',
  'external-files': 'Files of partners',
  'amazon-s3': 'Files in Amazon S3',
};

/** True if a source usually stands in a private network, which the runtime in Azure does not reach. */
function isInOwnNetwork(source: SourceAsked): boolean {
  return source === 'sql-server' || source === 'external-database' || source === 'sap' || source === 'external-files';
}

/** The sources outside, by the ids that edges are drawn between. */
function sources({ answers }: Situation): readonly Chosen[] {
  return sourcesAsked
    .filter((id) => answers.sources.includes(id))
    .map((service) => ({
      id: `from-${service}`,
      service,
      title: sourceTitles[service],
      ...(service === 'sharepoint' ? { stage: 'source' as const } : {}), // it also starts work, which is its first stage
      because: 'The data is there; Data Factory has a connector for it, and on a private network an integration runtime goes between.',
      entries: ['gr-copy-connectors'] as const,
    }));
}

/** Place where files arrive that start the work, if that is not the lake itself. */
function landing({ answers, platform }: Situation): readonly Chosen[] {
  if (!answers.starts.files || platform === 'databricks') return [];
  return [
    {
      id: 'landing',
      service: 'azure-storage',
      title: 'Incoming files',
      usage: { storedData: '$dataPerRun', writeOperations: 10000, readOperations: 50000 },
      because: 'Storage tells of each file that arrives, and that is what starts the work.',
      entries: ['gr-adf-blob-only', 'cr-adf-custom-events'],
    },
  ];
}

function lake({ answers, platform }: Situation): readonly Chosen[] {
  if (answers.approach === 'no-code') return [];
  const spark = platform === 'databricks';
  return [
    {
      id: 'lake',
      service: 'azure-storage',
      title: spark ? 'Landing zone' : 'Data lake',
      usage: { storedData: amountsOf(answers).stored, accountKind: 'data-lake-gen2', writeOperations: 500000, readOperations: 3000000 },
      because: spark
        ? 'Databricks reads the data where it arrives, in storage that other services reach too.'
        : 'Azure ML reads from Azure storage; the import from elsewhere has ended, so what comes in is kept here.',
      entries: spark ? ['gr-dbnb-dbutils'] : ['gr-sdk-dataset-link', 'cr-external-import-ended'],
      ...(spark && answers.sources.length === 0 && !answers.estate.includes('azure-data-factory')
        ? { rejected: { 'adf-copy-activity': 'A further service to run; take it where sources do not deliver files themselves' } }
        : {}),
    },
  ];
}
