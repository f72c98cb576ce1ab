export { ConfigSchema, configJsonSchema } from './schema';
export type { Config } from './schema';
export { configFileName, findConfig } from './find-config';
export { readConfig } from './read-config';
export type { ConfigFile } from './read-config';
