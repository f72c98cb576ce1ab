/* Evaluates expressions of templates, as far as this is possible before anything is deployed. */

/** What a template's expressions stand for. */
export interface Surroundings {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Gets the id of each resource that a value is read of. */
  readonly onReference: (id: string) => void;
}

type Value = string | number | readonly unknown[] | { readonly [key: string]: unknown };

/** Ids begin like this. */
export const group = '/group';

/** The value of an expression without its brackets. @throws Error for what Azure would refuse */
export function evaluate(text: string, around: Surroundings, copies: Readonly<Record<string, number>> = {}): unknown {
  const tokens = text.match(/'(?:[^']|'')*'|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[()[\],.]/g) ?? [];
  if (tokens.join('') !== text.replace(/('(?:[^']|'')*')|\s+/g, '$1')) throw new Error(`Unknown signs in ${text}`);
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const expect = (token: string) => {
    const found = next();
    if (found !== token) throw new Error(`"${token}" is due, not "${found}", in ${text}`);
  };
  const expression = (): unknown => {
    const token = next();
    let value: unknown;
    if (token.startsWith("'")) value = token.slice(1, -1).replace(/''/g, "'");
    else if (/^-?\d/.test(token)) value = Number(token);
    else {
      expect('(');
      const given: unknown[] = [];
      while (tokens[at] !== ')') {
        given.push(expression());
        if (tokens[at] === ',') at += 1;
        else if (tokens[at] !== ')') throw new Error(`"," is due in ${text}`);
      }
      expect(')');
      value = call(token, given, around, copies);
    }
    while (tokens[at] === '.' || tokens[at] === '[') {
      const key = next() === '.' ? next() : expression();
      if (tokens[at - 1] !== key) expect(']');
      value = member(value, key as string | number, text);
    }
    return value;
  };
  const value = expression();
  if (at < tokens.length) throw new Error(`More behind the end of ${text}`);
  return value;
}

function member(value: unknown, key: string | number, text: string): unknown {
  if (value instanceof Reference) return new Reference(value.id, [...value.path, String(key)]);
  const found = (value as Record<string | number, unknown> | undefined)?.[key];
  if (found === undefined) throw new Error(`No "${key}" in ${text}`);
  return found;
}

/** A value that Azure knows once a resource is there. */
export class Reference {
  constructor(
    readonly id: string,
    readonly path: readonly string[] = [],
  ) {}
}

function call(name: string, given: readonly unknown[], around: Surroundings, copies: Readonly<Record<string, number>>): Value | Reference {
  const texts = () =>
    given.map((one) => {
      if (typeof one !== 'string') throw new Error(`${name}() takes texts.`);
      return one;
    });
  const named = (map: Readonly<Record<string, unknown>>) => {
    const [key = ''] = texts();
    if (!(key in map)) throw new Error(`No ${name} "${key}".`);
    return map[key] as Value;
  };
  switch (name) {
    case 'parameters':
      return named(around.parameters);
    case 'variables':
      return evaluate(named(around.variables) as string, around, copies) as Value;
    case 'concat':
      return given.map((one) => (one instanceof Reference ? `<${one.id}.${one.path.join('.')}>` : String(one))).join('');
    case 'guid':
      return `guid(${texts().join(' ').replace(/\//g, '|')})`; // a name has no slash
    case 'resourceId':
      return `${group}${ownId(texts())}`;
    case 'extensionResourceId': {
      const [scope = '', ...own] = texts();
      return `${scope}${ownId(own)}`;
    }
    case 'subscriptionResourceId':
      return `/subscription${ownId(texts())}`;
    case 'reference': {
      const [id = '', version = ''] = texts();
      if (!/^\d{4}-\d\d-\d\d/.test(version)) throw new Error(`reference() without a version: ${id}`);
      around.onReference(id);
      return new Reference(id);
    }
    case 'cidrSubnet':
      return `${String(given[0])}#${String(given[2])}`;
    case 'length':
      if (!Array.isArray(given[0])) throw new Error('length() takes a list.');
      return given[0].length;
    case 'copyIndex': {
      const [loop = ''] = texts();
      const index = copies[loop];
      if (index === undefined) throw new Error(`No copy "${loop}".`);
      return index;
    }
    case 'subscription':
      return { id: '/subscription', subscriptionId: 'subscription', tenantId: 'tenant' };
    case 'resourceGroup':
      return { id: group, name: 'group', location: 'here' };
    case 'environment':
      return { suffixes: { storage: 'core.windows.net', sqlServerHostname: '.database.windows.net' } };
    default:
      throw new Error(`No function ${name}().`);
  }
}

/** Type and names as the end of an id. */
export function ownId([type = '', ...names]: readonly string[]): string {
  const [provider = '', ...kinds] = type.split('/');
  if (kinds.length !== names.length) throw new Error(`${type} with ${names.length} names.`);
  return `/providers/${provider}${kinds.map((kind, at) => `/${kind}/${names[at] ?? ''}`).join('')}`;
}
