import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';

/** A name in a registry, without the registry's host, tag and digest. */
const repositoryName = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/**
 * Name of the image of a Docker node in a registry, without host and tag. It is the name that a deployment states, if only this node can be
 * meant; so what is deployed is what was built. Otherwise it is the node's own name.
 * @param builders all Docker nodes that are built in the registry
 */
export function imageName(context: ExportContext, node: GraphNode, builders: readonly GraphNode[]): string {
  const own = context.names.asset(node.id).toLowerCase();
  const direct = context.out(node, 'image').map(({ to }) => to);
  const registries = direct.filter(isRegistry);
  const named = stated(context, direct);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  if (named.includes(own)) return own;
  // a deployment behind the registry means this node if no other is built there
  const behind = stated(
    context,
    registries.flatMap((registry) => context.out(registry, 'image').map(({ to }) => to)),
  );
  const [single] = behind;
  return builders.length === 1 && behind.length === 1 && single !== undefined ? single : own;
}

/** The names of the images that nodes state, each once. */
function stated(context: ExportContext, nodes: readonly GraphNode[]): readonly string[] {
  const names = nodes.map((node) => repositoryOf(context.text(node, 'image') ?? '')).filter((name) => name !== undefined);
  return [...new Set(names)];
}

/** The name of an image without host, tag and digest; `undefined` if a registry has no such name. */
function repositoryOf(image: string): string | undefined {
  const [named = ''] = image.split('@');
  const [first = '', ...rest] = named.split('/');
  const path = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest : [first, ...rest];
  const name = path.join('/').replace(/:[^/:]*$/, '');
  return repositoryName.test(name) ? name : undefined;
}

function isRegistry(node: GraphNode): boolean {
  return node.node.service === 'azure-container-registry';
}
