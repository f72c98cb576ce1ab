import { literal } from './expression-text';

/*
 * Stores that a copy reads or writes: their linked service, dataset, source and sink. The keys are those of the setting "source", and of
 * the nodes that stand for systems outside of Azure.
 */

/** What a plan says about a store, by key. */
export interface StoreValues {
  /** As stated. */
  get(key: string): string | undefined;
  /** As Data Factory takes it, or the expression of a gap. */
  need(key: string): string;
  /** The same inside of a longer text. */
  needInText(key: string): string;
  /** A reference to the secret in the vault that a key names. */
  secret(key: string): object;
}

interface Linked {
  readonly type: string;
  readonly version?: string;
  readonly properties: (values: StoreValues) => object;
}

/** A store of files in folders. */
export interface FileConnector {
  readonly kind: 'files';
  readonly linked: Linked;
  readonly location: string;
  /** Key of the location that names the container or bucket, and the key that states it. */
  readonly container?: { readonly key: string; readonly from: string };
  readonly read: string;
  /** `undefined` for stores that are only read. */
  readonly write?: string;
}

/** A store of tables or of items that a name finds. */
export interface TableConnector {
  readonly kind: 'table';
  readonly linked: Linked;
  readonly dataset: string;
  /** Keys of the dataset that name the table. */
  readonly table: (name: string) => object;
  /** What the stated key of the table is called. */
  readonly tableKey: string;
  readonly source: string;
  /** Key of the source that takes a query. */
  readonly query?: string;
  readonly sourceKeys?: object;
  readonly sink?: string;
}

export type Connector = FileConnector | TableConnector;

/** "dbo.orders" as schema and table; an expression or a name without a dot is the table alone. */
function schemaAndTable(name: string): object {
  const dot = name.startsWith('@') ? -1 : name.indexOf('.');
  return dot < 1 ? { table: name } : { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}

/** Basic authentication where a user is stated. */
function basic(values: StoreValues): object {
  return values.get('user') === undefined
    ? { authenticationType: 'Anonymous' }
    : { authenticationType: 'Basic', userName: values.need('user'), password: values.secret('secret') };
}

const login = (values: StoreValues, user: string) => ({ [user]: values.need('user'), password: values.secret('secret') });

export const connectors: Readonly<Record<string, Connector>> = {
  'data-lake': {
    kind: 'files',
    linked: { type: 'AzureBlobFS', properties: (values) => ({ url: `https://${values.needInText('account')}.dfs.core.windows.net` }) },
    location: 'AzureBlobFSLocation',
    container: { key: 'fileSystem', from: 'container' },
    read: 'AzureBlobFSReadSettings',
    write: 'AzureBlobFSWriteSettings',
  },
  blob: {
    kind: 'files',
    linked: {
      type: 'AzureBlobStorage',
      properties: (values) => ({
        serviceEndpoint: `https://${values.needInText('account')}.blob.core.windows.net/`,
        accountKind: 'StorageV2',
      }),
    },
    location: 'AzureBlobStorageLocation',
    container: { key: 'container', from: 'container' },
    read: 'AzureBlobStorageReadSettings',
    write: 'AzureBlobStorageWriteSettings',
  },
  'amazon-s3': {
    kind: 'files',
    linked: {
      type: 'AmazonS3',
      properties: (values) => ({
        authenticationType: 'AccessKey',
        accessKeyId: values.need('accessKeyId'),
        secretAccessKey: values.secret('secret'),
      }),
    },
    location: 'AmazonS3Location',
    container: { key: 'bucketName', from: 'bucket' },
    read: 'AmazonS3ReadSettings',
  },
  'file-share': {
    kind: 'files',
    linked: {
      type: 'FileServer',
      properties: (values) => ({ host: values.need('host'), userId: values.need('user'), password: values.secret('secret') }),
    },
    location: 'FileServerLocation',
    read: 'FileServerReadSettings',
    write: 'FileServerWriteSettings',
  },
  sftp: {
    kind: 'files',
    linked: {
      type: 'Sftp',
      properties: (values) => ({
        host: values.need('host'),
        authenticationType: 'Basic',
        ...login(values, 'userName'),
        skipHostKeyValidation: false,
        hostKeyFingerprint: values.need('fingerprint'),
      }),
    },
    location: 'SftpLocation',
    read: 'SftpReadSettings',
    write: 'SftpWriteSettings',
  },
  http: {
    kind: 'files',
    linked: { type: 'HttpServer', properties: (values) => ({ url: values.need('url'), ...basic(values) }) },
    location: 'HttpServerLocation',
    read: 'HttpReadSettings',
  },
  'sql-server': {
    kind: 'table',
    linked: {
      type: 'SqlServer',
      properties: (values) => ({
        server: values.need('server'),
        database: values.need('database'),
        authenticationType: 'SQL',
        ...login(values, 'userName'),
      }),
    },
    dataset: 'SqlServerTable',
    table: schemaAndTable,
    tableKey: 'table',
    source: 'SqlServerSource',
    query: 'sqlReaderQuery',
    sink: 'SqlServerSink',
  },
  'azure-sql': {
    kind: 'table',
    linked: {
      type: 'AzureSqlDatabase',
      properties: (values) => ({
        server: values.need('server'),
        database: values.need('database'),
        ...(values.get('user') === undefined
          ? { authenticationType: 'SystemAssignedManagedIdentity' }
          : { authenticationType: 'SQL', ...login(values, 'userName') }),
      }),
    },
    dataset: 'AzureSqlTable',
    table: schemaAndTable,
    tableKey: 'table',
    source: 'AzureSqlSource',
    query: 'sqlReaderQuery',
    sink: 'AzureSqlSink',
  },
  oracle: {
    kind: 'table',
    linked: {
      type: 'Oracle',
      version: '2.0',
      properties: (values) => ({ server: values.need('server'), authenticationType: 'Basic', ...login(values, 'username') }),
    },
    dataset: 'OracleTable',
    table: schemaAndTable,
    tableKey: 'table',
    source: 'OracleSource',
    query: 'oracleReaderQuery',
    sink: 'OracleSink',
  },
  postgresql: {
    kind: 'table',
    linked: {
      type: 'PostgreSqlV2',
      properties: (values) => ({
        server: values.need('server'),
        database: values.need('database'),
        authenticationType: 'Basic',
        // the connection is encrypted: 3 is "require"
        sslMode: 3,
        ...login(values, 'username'),
      }),
    },
    dataset: 'PostgreSqlV2Table',
    table: schemaAndTable,
    tableKey: 'table',
    source: 'PostgreSqlV2Source',
    query: 'query',
  },
  mysql: {
    kind: 'table',
    linked: {
      type: 'MySql',
      properties: (values) => ({ server: values.need('server'), database: values.need('database'), ...login(values, 'username') }),
    },
    dataset: 'MySqlTable',
    table: (name) => ({ tableName: name }),
    tableKey: 'table',
    source: 'MySqlSource',
    query: 'query',
  },
  'sap-table': {
    kind: 'table',
    linked: {
      type: 'SapTable',
      properties: (values) => ({
        server: values.need('server'),
        systemNumber: values.need('systemNumber'),
        clientId: values.need('client'),
        ...login(values, 'userName'),
      }),
    },
    dataset: 'SapTableResource',
    table: (name) => ({ tableName: name }),
    tableKey: 'table',
    source: 'SapTableSource',
  },
  salesforce: {
    kind: 'table',
    linked: {
      type: 'SalesforceV2',
      properties: (values) => ({
        environmentUrl: values.need('url'),
        authenticationType: 'OAuth2ClientCredential',
        clientId: values.need('user'),
        clientSecret: values.secret('secret'),
      }),
    },
    dataset: 'SalesforceV2Object',
    table: (name) => ({ objectApiName: name }),
    tableKey: 'resource',
    source: 'SalesforceV2Source',
    query: 'query',
    sink: 'SalesforceV2Sink',
  },
  snowflake: {
    kind: 'table',
    linked: {
      type: 'SnowflakeV2',
      properties: (values) => ({
        accountIdentifier: values.need('server'),
        database: values.need('database'),
        warehouse: values.need('warehouse'),
        authenticationType: 'Basic',
        ...login(values, 'user'),
      }),
    },
    dataset: 'SnowflakeV2Table',
    table: schemaAndTable,
    tableKey: 'table',
    source: 'SnowflakeV2Source',
    query: 'query',
    sourceKeys: { exportSettings: { type: 'SnowflakeExportCopyCommand' } },
    sink: 'SnowflakeV2Sink',
  },
  rest: {
    kind: 'table',
    linked: { type: 'RestService', properties: (values) => ({ url: values.need('url'), ...basic(values) }) },
    dataset: 'RestResource',
    table: (name) => ({ relativeUrl: name }),
    tableKey: 'resource',
    source: 'RestSource',
    sink: 'RestSink',
  },
  'sharepoint-list': {
    kind: 'table',
    linked: {
      type: 'SharePointOnlineList',
      properties: (values) => ({
        siteUrl: values.need('site'),
        tenantId: values.need('tenant'),
        servicePrincipalId: values.need('application'),
        servicePrincipalKey: values.secret('secret'),
      }),
    },
    dataset: 'SharePointOnlineListResource',
    table: (name) => ({ listName: name }),
    tableKey: 'list',
    source: 'SharePointOnlineListSource',
  },
};

interface Format {
  readonly dataset: string;
  readonly properties?: object;
  readonly source: string;
  readonly sink: string | undefined;
}

export const formats: Readonly<Record<string, Format>> = {
  parquet: { dataset: 'Parquet', properties: { compressionCodec: 'snappy' }, source: 'ParquetSource', sink: 'ParquetSink' },
  delimited: { dataset: 'DelimitedText', source: 'DelimitedTextSource', sink: 'DelimitedTextSink' },
  json: { dataset: 'Json', source: 'JsonSource', sink: 'JsonSink' },
  avro: { dataset: 'Avro', source: 'AvroSource', sink: 'AvroSink' },
  orc: { dataset: 'Orc', source: 'OrcSource', sink: 'OrcSink' },
  binary: { dataset: 'Binary', source: 'BinarySource', sink: 'BinarySink' },
};

export function tableOf(connector: TableConnector, values: StoreValues, path: string | undefined): object {
  return connector.table(path === undefined ? values.need(connector.tableKey) : literal(path));
}
