import { compareEdges, compareText } from '../edge-order';
import type { PacketPlan, Plan, PlanNode, Revision } from '../model';
import {
  ContextSchema,
  DecisionSchema,
  EdgeSchema,
  ExportsSchema,
  GroupSchema,
  NodeSchema,
  NoteSchema,
  PacketSchema,
  RevisionSchema,
  WaiverSchema,
} from '../schema';

/** The plan as the plain value of its file: keys in canonical order, edges sorted, empty parts left out. */
export function documentOf(plan: Plan): Record<string, unknown> {
  return dropEmpty({
    pipedraft: plan.pipedraft,
    name: plan.name,
    summary: plan.summary,
    context: orderContext(plan.context),
    assumptions: plan.assumptions,
    nodes: mapValues(plan.nodes, orderNode),
    edges: [...plan.edges].sort(compareEdges).map((edge) => orderKeys(edge, edgeKeys)),
    waivers: plan.waivers.map((waiver) => orderKeys(waiver, waiverKeys)),
    exports: plan.exports && orderKeys(plan.exports, exportsKeys),
    packet: plan.packet && orderPacket(plan.packet),
    revisions: plan.revisions?.map(orderRevision),
    ...plan.own,
    groups: sortKeys(mapValues(plan.groups, (group) => ({ ...orderKeys(group, groupKeys), nodes: [...group.nodes].sort(compareText) }))),
    notes: sortKeys(mapValues(plan.notes, (note) => orderKeys(note, noteKeys))),
    direction: plan.direction,
    layout: sortKeys(plan.layout),
    pinned: [...plan.pinned].sort(compareText),
  });
}

/** Content of a plan, in the order of a file's top-level keys. */
const contentKeys = [
  'pipedraft',
  'name',
  'summary',
  'context',
  'assumptions',
  'nodes',
  'edges',
  'waivers',
  'exports',
  'packet',
  'revisions',
] as const;
/** Keys of the drawing: after the user's own keys, at the end. */
export const drawingKeys = ['groups', 'notes', 'direction', 'layout', 'pinned'] as const;
export const topKeys = [...contentKeys, ...drawingKeys] as const;
export const contextKeys = Object.keys(ContextSchema.shape);
export const needsKeys = Object.keys(ContextSchema.shape.needs.unwrap().shape);
export const nodeKeys = Object.keys(NodeSchema.shape);
export const decisionKeys = Object.keys(DecisionSchema.shape);
/** Keys of the figures that a decision keeps, and of those of each option. */
export const recordedKeys = Object.keys(DecisionSchema.shape.recorded.unwrap().shape);
export const optionKeys = Object.keys(DecisionSchema.shape.recorded.unwrap().shape.options.valueType.shape);
export const edgeKeys = Object.keys(EdgeSchema.shape);
export const waiverKeys = Object.keys(WaiverSchema.shape);
export const exportsKeys = Object.keys(ExportsSchema.shape);
export const packetKeys = Object.keys(PacketSchema.shape);
/** Of a sheet without a name. */
export const paperKeys = ['width', 'height'];
export const revisionKeys = Object.keys(RevisionSchema.shape);
/** Keys of a revision's figures, which have an order of their own. */
export const revisionFigures: Readonly<Record<string, readonly string[]>> = {
  cost: Object.keys(RevisionSchema.shape.cost.unwrap().shape),
  scores: Object.keys(RevisionSchema.shape.scores.unwrap().shape),
};
export const groupKeys = Object.keys(GroupSchema.shape);
export const noteKeys = Object.keys(NoteSchema.shape);

/** Known keys first, in their order; the user's own after them, in the order of the file. */
export function orderKeys(value: Readonly<Record<string, unknown>>, known: readonly string[]): Record<string, unknown> {
  const ordered: Record<string, unknown> = {};
  for (const key of known) if (value[key] !== undefined) ordered[key] = value[key];
  for (const key of Object.keys(value)) if (!(key in ordered) && value[key] !== undefined) ordered[key] = value[key];
  return ordered;
}

function orderContext(context: Plan['context']): Record<string, unknown> {
  const ordered = orderKeys(context, contextKeys);
  if (context.team) ordered['team'] = orderKeys(context.team, ['size', 'skills']);
  if (context.needs) ordered['needs'] = orderKeys(context.needs, needsKeys);
  return ordered;
}

function orderNode(node: PlanNode): Record<string, unknown> {
  const ordered = orderKeys(node, nodeKeys);
  const { decision } = node;
  if (!decision || (['recorded', 'by', 'date'] as const).every((key) => decision[key] === undefined)) return ordered;
  const { recorded } = decision;
  const options = recorded && mapValues(recorded.options, (option) => orderKeys(option, optionKeys));
  return {
    ...ordered,
    decision: orderKeys({ ...decision, ...(recorded && { recorded: orderKeys({ ...recorded, options }, recordedKeys) }) }, decisionKeys),
  };
}

function orderPacket(packet: PacketPlan): Record<string, unknown> {
  const ordered = orderKeys(packet, packetKeys);
  if (typeof packet.paper === 'object') ordered['paper'] = orderKeys(packet.paper, paperKeys);
  return ordered;
}

function orderRevision(revision: Revision): Record<string, unknown> {
  const ordered = orderKeys(revision, revisionKeys);
  for (const [key, keys] of Object.entries(revisionFigures)) {
    const figures = ordered[key];
    if (typeof figures === 'object' && figures !== null) ordered[key] = orderKeys(figures as Record<string, unknown>, keys);
  }
  return ordered;
}

function sortKeys<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => compareText(a, b)));
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function dropEmpty(document: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).filter(([key, value]) => {
      if (value === undefined) return false;
      const collection = (topKeys as readonly string[]).includes(key) && typeof value === 'object' && value !== null;
      return !collection || Object.keys(value).length > 0;
    }),
  );
}
