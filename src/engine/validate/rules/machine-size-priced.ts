import { settingsOf } from '../../notions';
import type { Rule } from '../rule';
import { page } from '../sources';

/** Azure has hundreds of sizes and a price book some dozens, so a sound plan may name one whose cost nobody can add up here. */
export const machineSizePriced: Rule = {
  meta: {
    id: 'machine-size-priced',
    title: 'Machine sizes have a price',
    severity: 'info',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [
      page(
        'Azure virtual machine sizes naming conventions',
        'https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions',
        '2026-12-01',
      ),
    ],
    entries: [],
    docs: 'A price book has the machine sizes that are usual for machine learning, and Azure has many more. A size whose name follows the naming of Azure, and that the book lacks, is taken as stated: files are written with it, and its cost is unknown. A pack can add it, as a meter with the machine and its price. A name that Azure would not give to a size is an error of another rule.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph, catalog, book }) {
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (!service?.usage.some(({ type }) => type === 'vm')) continue;
      for (const { field, value } of settingsOf(service, graph.usage(node), catalog, (one) => one.field.type === 'vm')) {
        const sizes = [value.low, value.likely, value.high].map((one) => (typeof one === 'object' ? String(one['sku']) : ''));
        const lacking = [...new Set(sizes)].find((sku) => sku !== '' && !book.machine(sku));
        // a size that ends has a finding of its own, with another size as its fix
        if (lacking === undefined || catalog.sizes.of(lacking)) continue;
        yield {
          nodes: [id],
          path: ['nodes', id, 'usage', field.id],
          message: `"${title}" runs on ${lacking}, for which the price book ${book.id} has no price, so the cost of its machines is unknown.`,
          why: 'The name is one that Azure gives to its sizes, so the plan holds without the price. A pack of your own can add the size with its price; until then, the total leaves these machines out.',
        };
      }
    }
  },
};
