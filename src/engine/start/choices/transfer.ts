import { amounts } from '../answers';
import type { Choice, Chosen, Situation } from '../choice';

/** Whether a copy activity brings the data. Databricks reads where the files arrive, unless copying is done by Data Factory already. */
export function copies({ answers, platform }: Situation): boolean {
  if (answers.approach === 'no-code') return false; // the data flow loads and shapes at once
  return platform === 'azure-ml' || answers.estate.includes('azure-data-factory');
}

export const transfer: Choice = (situation) => {
  const { answers } = situation;
  const large = answers.data === 'large';
  const copy: Chosen = {
    id: 'copy',
    service: 'adf-copy-activity',
    title: 'Copy from the sources',
    usage: { runsPerMonth: '$runsPerMonth', dataPerRun: '$dataPerRun', diu: large ? 16 : 4, ...(large ? { throughput: '1200 GB' } : {}) },
    because: 'The copy activity is for gigabytes up to terabytes, and reads from and writes to a great many places.',
    entries: ['gr-copy-large', 'gr-copy-connectors'],
    rejected: {
      'azure-ml-datatransferstep': 'Small copies between few places, and out of support since June 2026',
      'adf-data-flows': 'Start Spark for what is only moved',
    },
  };
  return [...landing(situation), ...(copies(situation) ? [copy] : []), ...lake(situation)];
};

/** Where files arrive that start the work, when that is not the lake itself. */
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
      usage: { storedData: amounts[answers.data].stored, accountKind: 'data-lake-gen2', writeOperations: 500000, readOperations: 3000000 },
      because: spark
        ? 'Databricks reads the data where it arrives, in storage that other services reach too.'
        : 'Azure ML reads from Azure storage; the import from elsewhere has ended, so what comes in is kept here.',
      entries: spark ? ['gr-dbnb-dbutils'] : ['gr-sdk-dataset-link', 'cr-external-import-ended'],
      ...(spark && !answers.estate.includes('azure-data-factory')
        ? { rejected: { 'adf-copy-activity': 'A further service to run; take it where sources do not deliver files themselves' } }
        : {}),
    },
  ];
}
