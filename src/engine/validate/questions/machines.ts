import type { Field, FieldValue, GraphNode, Machine, PlanGraph, PriceBook, Service } from '../../catalog';
import { ExpressionError, isOffered } from '../../catalog';

/*
 * The machines that a plan's nodes run on, as their usage says.
 */

/** A machine size that a node uses. */
export interface UsedMachine {
  readonly field: string;
  readonly machine: Machine;
}

/** True if a usage field counts for a node as it is set: its condition holds. */
export function isInUse(graph: PlanGraph, node: GraphNode, { when }: Field): boolean {
  if (when === undefined) return true;
  if (!node.service) return false;
  try {
    const condition = graph.catalog.expressions(node.service).parse(when, 'bool');
    const { values } = graph.usage(node);
    const likely: Record<string, FieldValue> = {};
    for (const id of condition.fields) {
      const value = values[id];
      if (!value) return false;
      likely[id] = value.likely;
    }
    return condition.evaluate(likely) === true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

const none: readonly UsedMachine[] = [];

/** The machine sizes that a node pays for. */
export function machinesOf(graph: PlanGraph, node: GraphNode): readonly UsedMachine[] {
  if (!node.service?.usage.some(({ type }) => type === 'vm')) return none;
  return node.service.usage.flatMap((field) => {
    if (field.type !== 'vm' || !isInUse(graph, node, field)) return none;
    const sku = graph.value(node, field.id);
    const machine = typeof sku === 'string' ? graph.book.machine(sku)?.machine : undefined;
    return machine ? [{ field: field.id, machine }] : none;
  });
}

/** True if a node has a GPU by what the plan states: its machine, or a choice of one. */
export function hasGpu(graph: PlanGraph, node: GraphNode): boolean {
  if (machinesOf(graph, node).some(({ machine }) => machine.gpu)) return true;
  const { service } = node;
  if (service?.usage.some((field) => field.type === 'vm' && isGpuSize(graph.value(node, field.id)) && isInUse(graph, node, field)))
    return true;
  return hasGpuChoice(node) && (graph.value(node, 'gpu') ?? 'none') !== 'none';
}

/**
 * True if a node may have a GPU of which the plan says nothing: its service has them and lets nobody choose a size, as machines of one's own
 * on Arc do. Such a node vouches for the work on it, and for no other.
 */
export function mayHaveGpu(node: GraphNode): boolean {
  const { service } = node;
  if (!service || hasGpuChoice(node)) return false;
  return service.runsOn === 'none' && service.compute?.gpu === true && !service.usage.some(({ type }) => type === 'vm');
}

function hasGpuChoice({ service }: GraphNode): boolean {
  return service?.usage.some(({ id, type }) => id === 'gpu' && type === 'choice') === true;
}

/** True if the name of a size says that it has a GPU, as that of a size does which the price book lacks. */
export function isGpuSize(sku: unknown): boolean {
  return typeof sku === 'string' && /^Standard_N[CDGV]/i.test(sku);
}

/** True if a node could have a GPU, were it set so. */
export function couldHaveGpu({ service }: GraphNode): boolean {
  return service?.compute?.gpu === true && service.managed !== 'local';
}

/** Cost of an hour of a machine in a region. */
export function hourlyPrice(book: PriceBook, machine: Machine, region: string | undefined): number | undefined {
  const meter = book.machine(machine.sku)?.meter;
  return meter && book.price(meter.id, region)?.price;
}

/** The cheapest machine without GPU of no fewer virtual processors; sizes that only lend out their processors (B) left aside. */
export function cheapestWithoutGpu(
  book: PriceBook,
  vcpus: number,
  region: string | undefined,
  fits: (machine: Machine) => boolean,
): Machine | undefined {
  let best: { readonly machine: Machine; readonly price: number } | undefined;
  for (const { machine } of book.machines()) {
    if (machine.gpu || machine.vcpus < vcpus || machine.sku.startsWith('Standard_B') || !fits(machine)) continue;
    const price = hourlyPrice(book, machine, region);
    if (price !== undefined && (!best || price < best.price)) best = { machine, price };
  }
  return best?.machine;
}

/** Sizes with a whole GPU, the smallest first; which of them the book has, and which Databricks can charge, decides. */
const usualGpuSizes = ['Standard_NC4as_T4_v3', 'Standard_NC24ads_A100_v4', 'Standard_NV36ads_A10_v5', 'Standard_NC40ads_H100_v5'];

/** The smallest usual size with a GPU for a field of a service. */
export function usualGpuSize(book: PriceBook, service: Service, field: string): Machine | undefined {
  return usualGpuSizes.map((sku) => book.machine(sku)?.machine).find((machine) => machine && isSizeFor(service, field, machine));
}

/**
 * True if a service can run on a size, as far as is known: it is documented to offer it, and has all that its charges count, since
 * Databricks units are not published for every size.
 */
export function isSizeFor(service: Service, field: string, machine: Machine): boolean {
  const setting = service.usage.find(({ id }) => id === field);
  if (setting && !isOffered(setting, machine.sku)) return false;
  return machine.dbuPerHour !== undefined || !service.cost.lines.some(({ quantity }) => quantity.includes(`${field}.dbuPerHour`));
}
