import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Notebooks and configuration tell more about confidential data than their authors think. */
export const repositoryNotPublic: Rule = {
  meta: {
    id: 'repository-not-public',
    title: 'Code that works on confidential data is in a private repository',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: ['orchestration', 'experimentation'],
    sources: [wellArchitected.classification, wellArchitected.secrets],
    entries: [],
    docs: 'Where the data is confidential, the repository with its code, notebooks and settings is private. Notebooks keep results in their output, and settings name servers, accounts and columns.',
  },
  scope: { each: 'node', within: 0 },

  *check({ plan, graph }) {
    const { confidential, security } = reviewNeeds(plan);
    if (!confidential || security === undefined) return;
    for (const node of graph.nodes) {
      if (graph.value(node, 'repository') !== 'public') continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'repository'],
        message: `"${node.title}" is set to a public repository, and ${security}.`,
        why: 'Notebooks keep results in their output, and settings name servers, accounts and columns. Both stay in the history after they are deleted.',
        fixes: () => [
          {
            title: `Make the repository of "${node.title}" private`,
            edits: [{ type: 'set-usage', id: node.id, set: { repository: 'private' } }],
          },
        ],
      };
    }
  },
};
