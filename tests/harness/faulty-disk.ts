import { nodeDisk, type Disk, type OpenFile } from '#disk';

/** An error like one of the file system. */
export function fault(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code });
}

/** A function that fails like a file system. */
export function failing(code: string): () => Promise<never> {
  return () => Promise.reject(fault(code));
}

/** The real disk, with some methods replaced by a test. */
export function diskWith(changes: Partial<Disk>): Disk {
  return { ...nodeDisk, ...changes };
}

/** The real disk, with some methods of new files replaced. */
export function diskWhoseNewFiles(answer: (file: OpenFile) => Partial<OpenFile>): Disk {
  return diskWith({
    create: async (path, mode) => {
      const file = await nodeDisk.create(path, mode);
      return { ...file, ...answer(file) };
    },
  });
}

/**
 * The real disk, with `before` run ahead of every call to it and to its files. If `before` throws, the call is not made; files are
 * closed all the same.
 */
export function announcing(before: (call: string, path: string) => void): Disk {
  const announced = <T extends object>(methods: T, name: (method: string) => string, path?: string): T =>
    Object.fromEntries(
      Object.entries(methods).map(([method, call]: [string, (...args: unknown[]) => Promise<unknown>]) => [
        method,
        async (...args: unknown[]) => {
          try {
            before(name(method), path ?? String(args[0]));
          } catch (error) {
            if (method === 'close') await call(); // or Node warns about open files
            throw error;
          }
          const result = await call(...args);
          return method === 'create' || method === 'openToRead'
            ? announced(result as OpenFile, (inner) => `${method}.${inner}`, String(args[0]))
            : result;
        },
      ]),
    ) as T; // the same methods as before
  return announced(nodeDisk, (method) => method);
}
