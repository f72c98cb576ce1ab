import type { ExportedFile } from '../export';

/** An exported file that differs. */
export interface FileChange {
  /** Relative to the repository's folder, with "/". */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

/** The files that an export gives differently, by path. */
export function fileChanges(before: readonly ExportedFile[], after: readonly ExportedFile[]): readonly FileChange[] {
  const [olds, news] = [before, after].map((files) => new Map(files.map((file) => [file.path, file])));
  const paths = [...new Set([...(olds?.keys() ?? []), ...(news?.keys() ?? [])])].sort();
  return paths.flatMap((path): FileChange[] => {
    const [old, now] = [olds?.get(path), news?.get(path)];
    if (!old) return [{ path, kind: 'added' }];
    if (!now) return [{ path, kind: 'removed' }];
    return old.text === now.text && old.executable === now.executable ? [] : [{ path, kind: 'changed' }];
  });
}
