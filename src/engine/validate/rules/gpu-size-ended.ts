import type { GraphNode, Service } from '../../catalog';
import { endingOf } from '../questions/end-dates';
import type { Fix, Rule, RuleInput } from '../rule';
import { settingsOf, type Setting } from '../questions/settings';
import { page } from '../sources';
import { money } from '../wording';

const lastDay = '2026-09-30';
const ended = /^Standard_NV(\d+)(s_v3|as_v4)$/i;
const successor = /^Standard_NV\d+ads_A10_v5$/i;

/** The sizes still have prices, so the estimate goes through and only the order for the machine fails. */
export const gpuSizeEnded: Rule = {
  meta: {
    id: 'gpu-size-ended',
    title: 'No GPU size that ends',
    severity: 'error',
    family: 'lifecycle',
    stages: 'all',
    sources: [
      page('Azure update 500573', 'https://azure.microsoft.com/updates/?id=500573'),
      page('Azure service retirements', 'https://github.com/Azure/EOL/blob/main/service_list.json', '2025-12-18'),
    ],
    entries: ['cr-nvv3-gone'],
    docs: 'The sizes NVv3 (NVIDIA M60) and NVv4 (AMD MI25) were announced to end on 2026-09-30. The sizes with A10 take their place; the fix picks the one whose price an hour is nearest.',
    guide: 'The guide speaks of machines with or without GPU and names no size. Both series were current in 2020.',
  },

  *check(input) {
    const { graph, catalog, today } = input;
    for (const node of graph.nodes) {
      if (!node.service?.usage.some(({ type }) => type === 'vm')) continue;
      for (const { id, sku } of endedSizes(node, node.service)) {
        const { severity, words, ended: past } = endingOf(lastDay, today, 'error');
        yield {
          nodes: [node.id],
          severity,
          path: ['nodes', node.id, 'usage', id],
          message: `"${node.title}" runs on ${sku}, a GPU size that ${words}.`,
          why: `The series NVv3 and NVv4 were announced to end on ${lastDay}.${past ? ' Whether that came on the day is not confirmed, but no new plan should count on them.' : ''} Their place is taken by sizes with an A10.`,
          fixes: () => nearestPrice(input, node, id, sku),
        };
      }
    }

    /** The ended sizes in effect, those included that the price book does not have. */
    function endedSizes(node: GraphNode, service: Service): { readonly id: string; readonly sku: string }[] {
      const usage = graph.usage(node);
      const skuOf = ({ field, value }: Setting) =>
        field.type === 'vm' && typeof value.likely === 'object' ? String(value.likely['sku']) : '';
      const known = settingsOf(service, usage, catalog, (one) => ended.test(skuOf(one))).map((one) => ({
        id: one.field.id,
        sku: skuOf(one),
      }));
      const unknown = service.usage.flatMap((field) => {
        const written = node.node.usage?.[field.id];
        return field.type === 'vm' && typeof written === 'string' && usage.values[field.id] === undefined && ended.test(written)
          ? [{ id: field.id, sku: written }]
          : [];
      });
      return [...known, ...unknown];
    }
  },
};

/** The A10 size that changes the price of an hour least; where the old price is not known, the one with the nearest number of cores. */
function nearestPrice({ book }: RuleInput, { id, region }: GraphNode, field: string, sku: string): Fix[] {
  const priceOf = (meter: string) => book.price(meter, region)?.price;
  const old = book.machine(sku);
  const before = old && priceOf(old.meter.id);
  const cores = Number(ended.exec(sku)?.[1] ?? 0);
  const distance = (machine: { readonly price: number; readonly vcpus: number }) =>
    before === undefined ? Math.abs(machine.vcpus - cores) : Math.abs(machine.price - before);
  const [best] = book
    .machines()
    .filter(({ machine }) => successor.test(machine.sku))
    .flatMap(({ meter, machine }) => {
      const price = priceOf(meter.id);
      return price === undefined ? [] : [{ sku: machine.sku, vcpus: machine.vcpus, price }];
    })
    .sort((a, b) => distance(a) - distance(b));
  if (!best) return [];
  const change =
    before === undefined
      ? `at ${money(best.price, book.currency)} an hour`
      : `at ${money(best.price, book.currency)} an hour instead of ${money(before, book.currency)}`;
  return [{ title: `Use ${best.sku}, ${change}`, edits: [{ type: 'set-usage', id, set: { [field]: best.sku } }] }];
}
