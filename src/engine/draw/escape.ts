import { legible } from '../plan';

/** A text as it stands between tags or in an attribute's quotes: every text of a drawing or a sheet passes here, so that none of them commands. */
export function escape(text: string): string {
  return legible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
