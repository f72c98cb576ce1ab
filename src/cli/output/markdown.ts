import { safe } from './safe-text';

/**
 * A value that Markdown shows unchanged, on one line: no HTML, links, images, headings, lists or tables, also none that a code host makes
 * of plain words (addresses, mentions, mathematics).
 */
export function markdown(value: string): string {
  return safe(value)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\.(?=\S)/gi, '$1\\.')
    .replace(/(?<![\w.+-])@(?=\w)/g, '\\\\u0040');
}

/** A value that a line starts with: it makes no heading and no list either. */
export function markdownLine(value: string): string {
  return markdown(value).replace(/^(?:[-+#=:]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}
