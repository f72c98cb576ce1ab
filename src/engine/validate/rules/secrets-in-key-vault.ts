import type { GraphNode, PlanGraph } from '../../catalog';
import { titles } from '../../format';
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
    docs: 'Where the data is confidential or the network private, keys and passwords that cannot be avoided are in a key vault, which logs who reads them. That holds for nodes that sign in with keys or a service principal, and for the systems outside Azure that the plan reads from or writes to.',
  },

  *check(input) {
    const { plan, graph } = input;
    const { security } = reviewNeeds(plan);
    if (security === undefined) return;
    for (const node of graph.nodes) if (node.node.safeguards?.secrets === 'settings') yield inSettings(input, node, security);
    const needing = graph.nodes.filter((node) => needsSecret(node) && node.node.safeguards?.secrets !== 'key-vault');
    if (needing.length === 0 || hasVault(graph)) return;
    yield withoutVault(input, needing, security);
  },
};

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
