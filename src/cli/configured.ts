import { dirname, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { findConfig, type Config, type ConfigFile } from '#config';
import { OptionValues, UsageError, type Command } from './command';
import { patternOptions } from './find-plans';

/** Options about the configuration file, of every command that evaluates plans. */
export const configOptions = {
  config: {
    type: 'string',
    value: 'FILE',
    help: 'configuration file (default: .pipedraftrc.yaml in the folder of the plan, or the nearest above it in the repository)',
  },
  'no-config': { type: 'boolean', help: 'read no configuration file' },
} as const;

/** The options for one plan. */
export interface ConfiguredOptions {
  /** What the command line says, else what the configuration file says. */
  readonly options: OptionValues;
  /** The configuration file; `undefined` if there is none. Plans of one file have the same packs and prices. */
  readonly file?: ConfigFile;
}

/** Completes the options of a command line with the configuration file of each plan. The command line wins. */
export class Configured {
  readonly #given: OptionValues;
  readonly #known: ReadonlySet<string>;
  readonly #read = new Map<string, Promise<ConfigFile>>();

  /** @throws UsageError when the options exclude each other */
  constructor(command: Pick<Command, 'options'>, given: OptionValues) {
    this.#given = given;
    this.#known = new Set(Object.keys(command.options));
    if (given.flag('no-config') && given.text('config') !== undefined) throw new UsageError('Use --config or --no-config, not both.');
  }

  /**
   * The configuration file of a folder.
   * @throws UserError or PlanProblems when it cannot be used
   */
  async fileFor(folder: string): Promise<ConfigFile | undefined> {
    if (this.#given.flag('no-config')) return undefined;
    const path = this.#given.text('config') ?? (await findConfig(folder));
    if (path === undefined) return undefined;
    let read = this.#read.get(path);
    if (!read) this.#read.set(path, (read = readingOf(path, this.#given.text('config') ?? nearName(path))));
    return read;
  }

  /**
   * The options for a plan.
   * @param plan its file; a name in angle brackets, such as `<stdin>`, stands for the folder that the command runs in
   * @throws UserError or PlanProblems when its configuration file cannot be used
   */
  async for(plan: string): Promise<ConfiguredOptions> {
    const file = await this.fileFor(plan.startsWith('<') ? '.' : dirname(plan));
    if (!file) return { options: this.#given };
    const given = Object.fromEntries(Object.entries(valuesOf(file, plan)).filter(([name]) => this.#applies(name)));
    return { options: new OptionValues({ ...given, ...this.#given.given }), file };
  }

  #applies(name: string): boolean {
    if (!this.#known.has(name)) return false;
    return name !== 'max-cost-increase' || this.#given.text('against') !== undefined; // a rise needs something to compare with
  }
}

/**
 * The options of a command about one plan, completed by its configuration file.
 * @throws UserError or PlanProblems when that cannot be used
 */
export async function withConfig(command: Pick<Command, 'options'>, given: OptionValues, plan: string): Promise<OptionValues> {
  return (await new Configured(command, given).for(plan)).options;
}

/** Reads a configuration file; its schema is loaded for those who have one. */
async function readingOf(path: string, name: string): Promise<ConfigFile> {
  const { readConfig } = await import('#config');
  return readConfig(path, name);
}

/** A path as a person would name it from here. */
function nearName(path: string): string {
  const near = relative('.', path);
  return near.startsWith('..') ? path : near;
}

/** The values of a configuration file by the names of the command's options. */
function valuesOf({ folder, config }: ConfigFile, plan: string): OptionValues['given'] {
  const path = (inside: string) => relative('.', resolve(folder, inside)) || '.';
  const maxCost = budgetOf(config, relative(folder, resolve(plan))) ?? config['max-cost'];
  return {
    ...(config.packs ? { pack: config.packs.map(path) } : {}),
    ...(config.prices === undefined ? {} : { prices: path(config.prices) }),
    ...(config.organisation === undefined ? {} : { organisation: config.organisation }),
    ...(config.logo === undefined ? {} : { logo: path(config.logo) }),
    ...(maxCost === undefined ? {} : { 'max-cost': String(maxCost) }),
    ...(config['max-cost-increase'] ? { 'max-cost-increase': config['max-cost-increase'].map(String) } : {}),
    ...(config['min-maintainability'] === undefined ? {} : { 'min-maintainability': String(config['min-maintainability']) }),
    ...(config['fail-on'] === undefined ? {} : { 'fail-on': config['fail-on'] }),
    ...flags(config, 'allow-broken-packs', 'allow-partial-prices', 'allow-unknown-cost'),
  };
}

function flags(config: Config, ...names: readonly ('allow-broken-packs' | 'allow-partial-prices' | 'allow-unknown-cost')[]) {
  return Object.fromEntries(names.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]]])));
}

/** The amount of the first pattern that fits a plan. @param plan its path from the folder of the configuration file */
function budgetOf({ budgets = {} }: Config, plan: string): number | undefined {
  const path = plan.replaceAll('\\', '/');
  return Object.entries(budgets).find(([pattern]) => picomatch(pattern, patternOptions)(path))?.[1];
}

/** The plans that a configuration file lists, from the folder that the command runs in. */
export function listedPlans({ folder, config }: ConfigFile): { readonly words: readonly string[]; readonly folder: string } | undefined {
  return config.files ? { words: config.files, folder: relative('.', folder) || '.' } : undefined;
}
