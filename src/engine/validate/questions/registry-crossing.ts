import type { Service } from '../../catalog';
import { isAzureMl, keepsModels, platformOf } from '../../notions';

/** True if a model that goes from one service to another leaves the registry of its platform: between Databricks and Azure ML. */
export function leavesRegistry(from: Service | undefined, to: Service | undefined): boolean {
  if (!from || !to || !keepsModels(from)) return false;
  return (isAzureMl(from) && isDatabricks(to)) || (isDatabricks(from) && isAzureMl(to));
}

export function isDatabricks(service: Service | undefined): boolean {
  return service !== undefined && platformOf(service.id) === 'Databricks';
}
