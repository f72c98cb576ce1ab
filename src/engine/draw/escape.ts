import { legible } from '../plan';

/**
 * Escapes a text between tags or in an attribute's quotes. Every text of a drawing or a sheet passes here, so that none of them is read
 * as markup.
 */
export function escape(text: string): string {
  return legible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
