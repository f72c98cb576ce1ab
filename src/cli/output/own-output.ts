/** Names of standard output. It can be a socket, which cannot be opened by its name. */
export const ownOutput: ReadonlySet<string> = new Set(['-', '/dev/stdout', '/dev/fd/1']);
