import { Expression } from '../parts/infrastructure/expression';
import { relativePath } from '../parts/places';

/** An expression as Bicep. @param file the file that it is in */
export function expressionText({ term }: Expression, file: string): string {
  const text = (part: string | Expression) => (part instanceof Expression ? expressionText(part, file) : quoted(part));
  switch (term.is) {
    case 'resource':
      return term.at === '' ? term.symbol : `${term.symbol}.${term.at}`;
    case 'parameter':
    case 'variable':
    case 'item':
      return term.name;
    case 'output':
      return `${term.module}.outputs.${term.name}`;
    case 'text':
      return `'${term.parts.map((part) => (part instanceof Expression ? `\${${text(part)}}` : escaped(part))).join('')}'`;
    case 'guid':
      return `guid(${term.of.map(text).join(', ')})`;
    case 'subnet range':
      return `cidrSubnet(${text(term.space)}, 24, ${term.at})`;
    case 'subnet id':
      return `az.resourceId('Microsoft.Network/virtualNetworks/subnets', ${text(term.network)}, ${text(term.subnet)})`;
    case 'role':
      return `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${term.id}')`;
    case 'workflow':
      return `loadJsonContent(${quoted(relativePath(file, term.path))}).definition`;
    case 'tenant id':
      return 'tenant().tenantId';
    case 'subscription':
      return 'subscription().id';
    case 'subscription number':
      return 'subscription().subscriptionId';
    case 'resource group':
      return 'az.resourceGroup().id';
    case 'resource group name':
      return 'az.resourceGroup().name';
    case 'storage suffix':
      return 'az.environment().suffixes.storage';
    case 'database suffix':
      return 'az.environment().suffixes.sqlServerHostname';
  }
}

/** A text as a literal. Nothing in it is read as an expression, and it stays on one line. */
export function quoted(text: string): string {
  return `'${escaped(text)}'`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[\\'\n\r\t]/g, (found) => escapes[found] ?? found)
    .replace(/\$\{/g, '\\${')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (found) => `\\u{${found.charCodeAt(0).toString(16)}}`)
    .replace(/(\\(?:[\\'nrt]|u\{[0-9a-f]+\})\s*)\/(?=[/*])/g, '$1\\u{2f}'); // some readers see a comment behind an escape
}

/** A number; Bicep has literals for whole ones only. */
export function numberText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : `json('${value}')`;
}

/** A key of a map, in quotes where it is no identifier. */
export function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : quoted(key);
}

/** A text as a line of comment. */
export function commentText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
