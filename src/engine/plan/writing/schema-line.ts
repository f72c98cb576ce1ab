/*
 * The line that points editors at the JSON Schema, for completion and checks while typing. It says that the schema is beside the plan, so
 * a writer adds it only if that is so.
 */

/** Name of the JSON Schema beside a plan. */
export const schemaFileName = 'pipedraft-v1.schema.json';
const schemaLine = `# yaml-language-server: $schema=./${schemaFileName}`;

/** The text with the line that points at the schema beside it; the text itself when it points at one already. */
export function withSchemaLine(text: string): string {
  if (/^\ufeff?#[ \t]*yaml-language-server:/m.test(text)) return text;
  const [, mark = '', rest = ''] = /^(\ufeff?)([^]*)$/.exec(text) ?? [];
  return `${mark}${schemaLine}${/^[^\n]*\r\n/.test(rest) ? '\r\n' : '\n'}${rest}`;
}
