import { CST, Parser } from 'yaml';
import { acts, safe } from './safe-text';

/**
 * Equivalent YAML that does not act in a terminal or log: a value that would is written in quotes, with escapes for invisible characters
 * and for the start of a command. Comments have no escapes, so a comment that would act is changed visibly, as other texts are.
 */
export function safeYaml(text: string): string {
  if (!acts(text)) return text;
  const documents: string[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'document') CST.visit(token, (item) => [item.key, item.value].forEach(quote));
    documents.push(CST.stringify(token));
  }
  // the rest that acts is in a comment, or outside of values
  return documents
    .join('')
    .split('\n')
    .map((line) => (acts(line) ? line.split('\t').map(safe).join('\t') : line))
    .join('\n');
}

function quote(token: CST.Token | null | undefined): void {
  if (!token || !CST.isScalar(token)) return;
  const value = CST.resolveAsScalar(token)?.value;
  if (value === undefined || !acts(value)) return;
  CST.setScalarValue(token, value, { type: 'QUOTE_DOUBLE' });
  if ('source' in token) token.source = escapes(JSON.stringify(value)); // what JSON has in quotes, YAML has too
}

/** A text in double quotes, with escapes of YAML. */
function escapes(quoted: string): string {
  return safe(quoted).replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => `\\U${code.padStart(8, '0')}`);
}
