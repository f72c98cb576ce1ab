import { legible } from '../../plan';

/**
 * A text in a comment of a file: in one line, since what stands behind a line end is no comment any more, and with control characters
 * shown as escapes. Names of nodes and of the plan's own file come from anybody.
 */
export function commentText(text: string): string {
  return legible(text).replace(/\s*\n\s*/g, ' ');
}
