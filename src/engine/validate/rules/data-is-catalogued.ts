import { keptBy } from '../questions/safeguards';
import { editsToAdd } from '../fixes/edits';
import { platformOf } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Labels that are only in a document are not on the data, so nobody and nothing acts on them. */
export const dataIsCatalogued: Rule = {
  meta: {
    id: 'data-is-catalogued',
    title: 'Confidential data is in a data catalog',
    severity: 'info',
    family: 'security',
    pillar: 'security',
    stages: ['foundation', 'data-versioning'],
    sources: [wellArchitected.dataPlatform, wellArchitected.classification],
    entries: [],
    docs: 'Where the data is confidential, a catalog of data, such as Microsoft Purview or Unity Catalog, knows each source, its owner and its label, and applies the label to what is derived from it. Fabric shows the labels of Purview on its items by itself.',
  },

  *check({ plan, graph, catalog }) {
    const { confidential, security } = reviewNeeds(plan);
    if (!confidential || security === undefined) return;
    const stores = graph.nodes.filter((node) => keptBy(graph, node) === 'data');
    const [first] = stores;
    if (!first || graph.ofService('microsoft-purview', 'databricks-unity-catalog').length > 0) return;
    if (stores.every(({ service }) => service && platformOf(service.id) === 'Fabric')) return;
    const purview = catalog.get('microsoft-purview');
    yield {
      nodes: stores.map(({ id }) => id),
      path: ['context', 'needs', 'dataClassification'],
      message: `The plan has no data catalog for labels and owners, and ${security}.`,
      why: 'A label protects only where it is on the data and on what is derived from it. A catalog puts it there, and shows where confidential data has gone.',
      fixes: () =>
        purview
          ? [
              {
                title: `Add ${purview.shortName}`,
                edits: editsToAdd(plan, purview, 'foundation', { beside: first.id, side: 'after' }, () => []),
              },
            ]
          : [],
    };
  },
};
