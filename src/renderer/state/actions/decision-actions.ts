import { withFigures, type NodeId, type OptionOfDay, type ServiceId } from '#engine/plan';
import type { Consequence } from '#engine/evaluate';
import type { EvaluatedRevision } from '#ipc';
import { ask } from '../ask';
import type { ActionParts } from './action-parts';

/** Services whose figures are worked out for one record, at most. */
const mostOptions = 6;
/** The reason against a service until someone gives one. */
const notSaid = 'Not said yet';

/** What was there before a swap. */
export interface BeforeSwap {
  readonly service: ServiceId;
  readonly evaluation: EvaluatedRevision | undefined;
}

/** Records decisions about services, with the figures of the day. */
export class DecisionActions {
  constructor(private readonly parts: ActionParts) {}

  /**
   * Records the figures of today: of a node's service and of those that were turned down. Of a new choice it also records who made it, and when.
   * @param before what the service took the place of, if it was chosen just now
   */
  async record(node: NodeId, before?: BeforeSwap): Promise<void> {
    const { editor, messages, lastAuthor } = this.parts;
    try {
      await editor.flush();
      const { evaluation, plan } = editor;
      const chosen = plan.nodes[node];
      if (!evaluation || !editor.settled || !chosen) return messages.notYet();
      const rejected = { ...(before ? { [before.service]: notSaid } : {}), ...chosen.decision?.rejected };
      const own = optionOf(node, chosen.service, evaluation);
      const old = before?.evaluation && before.service !== chosen.service ? [optionOf(node, before.service, before.evaluation)] : [];
      const others = Object.keys(rejected)
        .filter((service) => service !== chosen.service && service !== before?.service && this.parts.catalog.get(service))
        .slice(0, mostOptions);
      const [defaults, consequences] = await Promise.all([ask('issueDefaults', undefined), this.#swaps(node, others, evaluation.revision)]);
      if (!consequences || editor.plan.nodes[node] !== chosen) return messages.notYet();
      const { currency, priceBook } = evaluation.cost;
      const day = { date: defaults.today, currency, priceBook: priceBook.id };
      const by = defaults.author ?? lastAuthor?.() ?? '';
      const choice = before ? { date: defaults.today, ...(by === '' ? {} : { by }) } : {};
      const options = [own, ...old, ...others.flatMap((service, at) => optionAfter(service, consequences[at]))];
      const decision = withFigures(
        { ...chosen.decision, ...choice, ...(Object.keys(rejected).length > 0 ? { rejected } : {}) },
        day,
        options,
      );
      if (editor.edit('Record the decision', [{ type: 'change-node', id: node, set: { decision } }]))
        messages.announce('The decision is recorded.');
    } catch (error) {
      messages.fail(error);
    }
  }

  async #swaps(node: NodeId, services: readonly ServiceId[], revision: number): Promise<readonly Consequence[] | null> {
    if (services.length === 0) return [];
    return ask('consequences', { revision, proposals: services.map((to) => ({ swap: { node, to } })) });
  }
}

function optionOf(node: NodeId, service: ServiceId, { cost, scores }: EvaluatedRevision): OptionOfDay {
  const own = cost.nodes[node];
  if (!own || (own.unknown.length > 0 && own.likely === 0)) return { service, scores };
  return { service, monthly: own, isPart: own.unknown.length > 0, scores };
}

function optionAfter(service: ServiceId, consequence: Consequence | undefined): readonly OptionOfDay[] {
  if (!consequence?.swapped) return [];
  const { swapped, scores } = consequence;
  const { monthly, isPart, maturity } = swapped;
  const value = (shift: { readonly after: number | null }) => ({ value: shift.after });
  const { maintainability, skills, integration } = scores;
  return [
    {
      service,
      ...(monthly === null ? {} : { monthly }),
      isPart,
      scores: {
        maintainability: value(maintainability),
        skills: value(skills),
        integration: value(integration),
        maturity: { level: maturity },
      },
    },
  ];
}
