export { ConfigSchema, configFileName, configJsonSchema } from './schema';
export type { Config } from './schema';
export { findConfig, readConfig } from './read-config';
export type { ConfigFile } from './read-config';
