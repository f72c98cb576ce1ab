import type { Exported } from '#engine/export';
import { problemsOf, type Read, type WrittenResource } from './arm-schema.ts';
import { hasShared } from './harness.ts';
import { formatHcl, parseHcl } from './hcl.ts';

/* Reads files of Terraform back with HashiCorp's own parser: what their resources are, and what is wrong with them. */

type Json = Record<string, unknown>;
/** Blocks by kind, type and label. */
type Blocks = Record<string, Record<string, readonly Json[]>>;

export interface ReadTerraform {
  readonly resources: readonly Block[];
  readonly variables: Readonly<Record<string, Json>>;
  readonly locals: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Json>>;
}

export interface Block {
  /** As other blocks refer to it: `azapi_resource.lake`, `data.azapi_resource.lake`. */
  readonly address: string;
  readonly kind: string;
  readonly body: Json;
  readonly file: string;
}

const cache = new Map<string, Promise<Json>>();

export async function readTerraform({ files }: Exported): Promise<ReadTerraform> {
  const resources: Block[] = [];
  const variables: Record<string, Json> = {};
  const locals: Record<string, unknown> = {};
  const outputs: Record<string, Json> = {};
  let values: Json = {};
  for (const { path, text } of files) {
    if (!/\.tf(?:vars)?$/.test(path)) continue;
    const read = cache.get(text) ?? (parseHcl(path, text) as Promise<Json>);
    cache.set(text, read);
    const all = await read;
    if (path.endsWith('.tfvars')) {
      values = all;
      continue;
    }
    for (const [block, prefix] of [
      ['resource', ''],
      ['data', 'data.'],
    ] as const)
      for (const [kind, labels] of Object.entries((all[block] ?? {}) as Blocks))
        for (const [label, bodies] of Object.entries(labels))
          for (const body of bodies) resources.push({ address: `${prefix}${kind}.${label}`, kind, body, file: path });
    for (const [name, [body = {}]] of Object.entries((all['variable'] ?? {}) as Record<string, Json[]>)) variables[name] = body;
    for (const [name, [body = {}]] of Object.entries((all['output'] ?? {}) as Record<string, Json[]>)) outputs[name] = body;
    for (const one of (all['locals'] ?? []) as Json[]) Object.assign(locals, one);
  }
  return { resources, variables, locals, values, outputs };
}

/** The Azure resources of Terraform's files, with the types and the keys that Bicep has them by. */
export function terraformResources({ resources }: ReadTerraform): readonly WrittenResource[] {
  return resources.flatMap(({ address, kind, body }): WrittenResource[] => {
    if (address.startsWith('data.')) return [];
    if (kind === 'azurerm_role_assignment') {
      const { scope, principal_id, principal_type, role_definition_id } = body;
      const properties = { principalId: principal_id, principalType: principal_type, roleDefinitionId: role_definition_id };
      return [
        {
          type: 'Microsoft.Authorization/roleAssignments',
          version: '2022-04-01',
          body: read({ name: '${guid}', scope, properties }) as WrittenResource['body'],
        },
      ];
    }
    if (kind !== 'azapi_resource' && kind !== 'azapi_update_resource') return [];
    const [type = '', version = ''] = String(body['type']).split('@');
    const [identity] = (body['identity'] ?? []) as Json[];
    const ids = (identity?.['identity_ids'] ?? []) as string[];
    const { name, location, tags, body: inner = {}, parent_id } = body;
    const isInside = !String(parent_id).includes('azurerm_resource_group');
    return [
      {
        type,
        version,
        body: read({
          name,
          ...(location === undefined ? {} : { location }),
          ...(isInside ? { parent: parent_id } : {}),
          ...(identity
            ? {
                identity: {
                  type: identity['type'],
                  ...(ids.length > 0 ? { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) } : {}),
                },
              }
            : {}),
          ...(inner as Json),
          ...(tags === undefined ? {} : { tags }),
        }) as WrittenResource['body'],
      },
    ];
  });
}

/** A value with its expressions as texts in brackets, as templates have them, and its other texts as they are. */
function read(value: unknown): Read {
  if (typeof value === 'number') return Math.ceil(value); // the schemas know whole numbers only
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== 'object' || value === null) return value as Read;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [textOf(key), read(inner)]));
}

export function textOf(text: string): string {
  if (/^\$\{\[for /.test(text)) return '[each]';
  return isExpression(text) ? `[${text}]` : text.replace(/([$%])\1\{/g, '$1{');
}

function isExpression(text: string): boolean {
  return /[$%]\{/.test(text.replace(/([$%])\1\{/g, ''));
}

/** Addresses that a value refers to, in its expressions only. */
export function addressesIn(value: unknown): string[] {
  if (typeof value === 'string')
    return isExpression(value)
      ? [...value.matchAll(/(?<![\w.-])((?:data\.)?(?:azapi|azurerm)_\w+\.[\w-]+|var\.[\w-]+|local\.[\w-]+)/g)].map(([, one = '']) => one)
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...addressesIn(key), ...addressesIn(inner)]);
}

/** Texts that were found to be as `terraform fmt` leaves them. */
const formatted = new Set<string>();

/** Everything that is wrong with an export: form, names, order, and what the schemas of Azure say. */
export async function terraformProblems(all: Exported): Promise<string[]> {
  if (all.files.length === 0) return [];
  const found: string[] = [];
  for (const { path, text } of all.files) {
    if (formatted.has(text)) continue;
    if ((await formatHcl(text)) === text) formatted.add(text);
    else found.push(`${path} is not as terraform fmt leaves it`);
  }
  const files = await readTerraform(all);
  found.push(...nameProblems(files), ...outputProblems(files));
  if (hasShared) for (const one of terraformResources(files)) found.push(...problemsOf(one).filter((problem) => !problem.includes('GAP(')));
  return found;
}

/** What is wrong with an export apart from its form and what schemas say. */
export async function terraformReferenceProblems(all: Exported): Promise<string[]> {
  if (all.files.length === 0) return [];
  const files = await readTerraform(all);
  return [...nameProblems(files), ...outputProblems(files)];
}

function nameProblems({ resources, variables, locals, values, outputs }: ReadTerraform): string[] {
  const found: string[] = [];
  const addresses = resources.map(({ address }) => address);
  for (const one of addresses) if (addresses.indexOf(one) !== addresses.lastIndexOf(one)) found.push(`${one} twice`);
  const there = new Set([
    ...addresses,
    ...Object.keys(variables).map((name) => `var.${name}`),
    ...Object.keys(locals).map((name) => `local.${name}`),
  ]);
  const before = new Map<string, readonly string[]>([
    ...resources.map(({ address, body }) => [address, addressesIn(body)] as const),
    ...Object.entries(locals).map(([name, value]) => [`local.${name}`, addressesIn(value)] as const),
  ]);
  const used = new Set([...[...before.values()].flat(), ...addressesIn(outputs)]);
  for (const one of used) if (!there.has(one)) found.push(`${one} is not there`);
  for (const one of there)
    if (!used.has(one) && one !== 'local.location' && (/^(?:var|local)\./.test(one) || one.startsWith('data.azurerm_')))
      found.push(`${one} is not used`);
  for (const name of Object.keys(values)) if (!(name in variables)) found.push(`${name} is given and unknown`);
  for (const [name, body] of Object.entries(variables)) if (!('default' in body) && !(name in values)) found.push(`no value for ${name}`);
  for (const one of before.keys()) {
    const seen = new Set(before.get(one));
    for (const other of seen) for (const next of before.get(other) ?? []) seen.add(next);
    if (seen.has(one)) found.push(`a circle at ${one}`);
  }
  return found;
}

/** What others read of a resource is what it hands out, and no more. */
function outputProblems({ resources, outputs }: ReadTerraform): string[] {
  const text = JSON.stringify([resources.map(({ body }) => body), outputs]);
  const read = new Set(
    [...text.matchAll(/((?:data\.)?azapi_(?:update_)?resource\.[\w-]+)\.output\.([\w.]+)/g)].map(([, one = '', at = '']) => `${one} ${at}`),
  );
  const given = new Set(
    resources.flatMap(({ address, body }) => ((body['response_export_values'] ?? []) as string[]).map((at) => `${address} ${at}`)),
  );
  return [
    ...[...read].filter((one) => !given.has(one)).map((one) => `${one} is not handed out`),
    ...[...given].filter((one) => !read.has(one)).map((one) => `${one} is read by nobody`),
  ];
}
