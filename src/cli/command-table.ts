import type { Command } from './command';

/**
 * The subcommands by their names, in the order of the help. Each is loaded when it is asked for: most of the time of a short command line is
 * loading what it runs.
 */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check')).check,
  completion: async () => (await import('./commands/completion')).completionOf(allCommands),
  diff: async () => (await import('./commands/diff')).diff,
  export: async () => (await import('./commands/export')).exportCommand,
  exporters: async () => (await import('./commands/exporters')).exporters,
  fmt: async () => (await import('./commands/fmt')).fmt,
  'git-setup': async () => (await import('./commands/git-setup')).gitSetup,
  knowledge: async () => (await import('./commands/knowledge')).knowledge,
  limits: async () => (await import('./commands/limits')).limits,
  man: async () => (await import('./commands/man')).manOf(allCommands),
  merge: async () => (await import('./commands/merge')).merge,
  pack: async () => (await import('./commands/pack')).pack,
  packet: async () => (await import('./commands/packet')).packet,
  revise: async () => (await import('./commands/revise')).revise,
  rules: async () => (await import('./commands/rules')).rules,
  schema: async () => (await import('./commands/schema')).schema,
  score: async () => (await import('./commands/score')).score,
  scoring: async () => (await import('./commands/scoring')).scoring,
  services: async () => (await import('./commands/services')).services,
  starts: async () => (await import('./commands/starts')).starts,
  safeguards: async () => (await import('./commands/safeguards')).safeguards,
  textconv: async () => (await import('./commands/textconv')).textconv,
};

export const commandNames: readonly string[] = Object.keys(loaders);

/** A subcommand; `undefined` if there is none of this name. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(loaders, name) ? loaders[name]?.() : undefined;
}

/** All subcommands, for texts that list them. */
export async function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}
