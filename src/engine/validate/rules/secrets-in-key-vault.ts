import type { GraphNode, PlanGraph } from '../../catalog';
import { agreeing, titles } from '../../format';
import type { PlanEdit } from '../../plan';
import { editsToAdd } from '../fixes/edits';
import { reviewNeeds } from '../questions/review-needs';
import type { Found, Rule, RuleInput } from '../rule';
import { wellArchitected } from '../well-architected';

const vaultService = 'azure-key-vault';

/** Secrets in settings are read by everybody who may read the settings, and end up in backups and logs. */
export const secretsInKeyVault: Rule = {
  meta: {
    id: 'secrets-in-key-vault',
    title: 'Secrets are in a key vault',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.secrets],
    entries: [],
    docs: 'Where the data is confidential or the network private, keys and passwords that cannot be avoided are in a key vault, which logs who reads them. That holds for nodes that sign in with keys or a service principal, and for the systems outside Azure that the plan reads from or writes to. Where a node says that a key vault has its secrets, the plan has one in any case.',
  },

  *check(input) {
    const { plan, graph } = input;
    yield* vaultOfNobody(input);
    const { security } = reviewNeeds(plan);
    if (security === undefined) return;
    for (const node of graph.nodes) if (node.node.safeguards?.secrets === 'settings') yield inSettings(input, node, security);
    const needing = graph.nodes.filter((node) => needsSecret(node) && node.node.safeguards?.secrets !== 'key-vault');
    if (needing.length === 0 || hasVault(graph)) return;
    yield withoutVault(input, needing, security);
  },
};

/** Nodes say that a key vault has their secrets, and the plan has none. */
function* vaultOfNobody({ plan, graph, catalog }: RuleInput): Iterable<Found> {
  if (hasVault(graph)) return;
  const relying = graph.nodes.filter(({ node: { safeguards } }) => safeguards?.secrets === 'key-vault');
  const [first] = relying;
  if (!first) return;
  const vault = catalog.get(vaultService);
  yield {
    nodes: relying.map(({ id }) => id),
    path: ['nodes', first.id, 'safeguards'],
    message: `${titles(relying)} ${agreeing(relying.length, 'keeps its', 'keep their')} secrets in a key vault, but the plan has none.`,
    why: 'A key vault is a service of its own, with a network, roles and a price that the plan should show.',
    fixes: () =>
      vault
        ? [{ title: `Add ${vault.shortName}`, edits: editsToAdd(plan, vault, 'foundation', { beside: first.id, side: 'after' }, () => []) }]
        : [],
  };
}

function inSettings({ plan, graph, catalog }: RuleInput, { id, title, node }: GraphNode, security: string): Found {
  return {
    nodes: [id],
    path: ['nodes', id, 'safeguards', 'secrets'],
    message: `"${title}" keeps its secrets in its settings, and ${security}.`,
    why: 'Whoever may read the settings can read the secrets, and nothing records it. A key vault gives each reader a role and logs each read.',
    fixes: () => {
      const vault = hasVault(graph) ? undefined : catalog.get(vaultService);
      const kept: PlanEdit = { type: 'change-node', id, set: { safeguards: { ...node.safeguards, secrets: 'key-vault' } } };
      return [
        {
          title: `Keep the secrets of "${title}" in ${vault ? 'a new key vault' : 'the key vault'}`,
          edits: [kept, ...(vault ? editsToAdd(plan, vault, 'foundation', { beside: id, side: 'after' }, () => []) : [])],
        },
      ];
    },
  };
}

function withoutVault({ plan, catalog }: RuleInput, needing: readonly GraphNode[], security: string): Found {
  const vault = catalog.get(vaultService);
  const [first] = needing;
  const outside = needing.filter(({ service }) => service?.outside);
  return {
    nodes: needing.map(({ id }) => id),
    path: ['nodes', first?.id ?? ''],
    severity: outside.length === needing.length ? 'info' : 'warning',
    message: `The plan has no key vault for the secrets of ${titles(needing)}, and ${security}.`,
    why: `${outside.length > 0 ? 'Systems outside Azure ask for a password or a key' : 'Keys and service principals are secrets'}. A secret is kept where it is protected, logged and renewed.`,
    fixes: () =>
      vault && first
        ? [{ title: `Add ${vault.shortName}`, edits: editsToAdd(plan, vault, 'foundation', { beside: first.id, side: 'after' }, () => []) }]
        : [],
  };
}

/** Signs in with something that can be copied, or is a system outside Azure whose data the plan takes or writes. */
function needsSecret({ node, service, in: into, out }: GraphNode): boolean {
  const { identity } = node.safeguards ?? {};
  if (identity === 'keys' || identity === 'service-principal') return true;
  return service?.outside === true && service.stages.includes('source') && [...into, ...out].some(({ kind }) => kind === 'data');
}

/** A vault of its own, or the one that comes with a workspace of Azure ML. */
function hasVault(graph: PlanGraph): boolean {
  return graph.ofService(vaultService, 'azure-ml-workspace').length > 0;
}
