import type { Problem } from '#engine/errors';

/** A problem of an input as JSON. A contract: keys are added, never renamed. */
export function problemJson({ message, fix, file, place, path }: Problem): object {
  return {
    message,
    fix,
    ...(file === undefined ? {} : { file }),
    line: place?.line ?? null,
    column: place?.column ?? null,
    path: path ?? null,
  };
}
