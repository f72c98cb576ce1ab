/** Addresses of the guide's pictures, by file name. */
export const pictures: ReadonlyMap<string, string> = new Map(
  Object.entries(import.meta.glob<string>('../../../docs/guide/pictures/*.webp', { query: '?url', import: 'default', eager: true })).map(
    ([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url],
  ),
);
