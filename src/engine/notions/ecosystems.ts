import type { Catalog, Service } from '../catalog';

/*
 * Services that belong together: those of one platform share a workspace, and work with each other without glue even where
 * the catalog does not list every pair.
 */

/** The platform that a service belongs to, by the beginning of its id. */
export function platformOf(id: string): string | undefined {
  return prefixes.find(({ starts }) =>
    starts.some((start) => id.startsWith(start) && (id.length === start.length || id[start.length] === '-')),
  )?.platform;
}

const prefixes = [
  { platform: 'Azure ML', starts: ['azure-ml'] },
  { platform: 'Databricks', starts: ['azure-databricks', 'databricks'] },
  { platform: 'Data Factory', starts: ['azure-data-factory', 'adf'] },
  { platform: 'Fabric', starts: ['fabric', 'power-bi'] },
  { platform: 'Synapse', starts: ['azure-synapse', 'synapse'] },
] as const;

/** True if two services work together without glue: the catalog says so, or they are of one platform. */
export function worksWith(catalog: Catalog, a: Service, b: Service): boolean {
  if (a.id === b.id || catalog.integrates(a.id, b.id)) return true;
  const platform = platformOf(a.id);
  return platform !== undefined && platform === platformOf(b.id);
}

/** What a service counts as among technologies that somebody has to know: its platform, or itself. */
export function technologyOf(id: string): string {
  return platformOf(id) ?? id;
}
