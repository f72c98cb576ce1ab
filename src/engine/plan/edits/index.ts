import type { EdgeRef } from '../edge-id';
import type { Edge, NodeId, Plan } from '../model';
import { addWaiver, removeWaiver, setAssumption, setContext, setNeeds, setPlan, writeText } from './document';
import { Draft } from './draft';
import { addEdge, addEdges, changeEdge, removeEdges } from './edges';
import { addGroup, changeGroup, groupNodes, removeGroups } from './groups';
import type { Apply, EditType, PlanEdit } from './edit';
import { addNode, changeNode, moveNodes, orderNodes, pinNodes, removeNodes, renameId, setSettings, setUsage, swapService } from './nodes';
import { addNote, changeNote, moveNotes, removeNotes } from './notes';

const appliers: { [T in EditType]: Apply<T> } = {
  'add-node': addNode,
  'remove-nodes': removeNodes,
  'change-node': changeNode,
  'set-usage': setUsage,
  'set-settings': setSettings,
  'swap-service': swapService,
  'rename-id': renameId,
  'order-nodes': orderNodes,
  'add-edge': addEdge,
  'remove-edges': removeEdges,
  'change-edge': changeEdge,
  'move-nodes': moveNodes,
  'pin-nodes': pinNodes,
  'add-group': addGroup,
  'remove-groups': removeGroups,
  'change-group': changeGroup,
  'group-nodes': groupNodes,
  'add-note': addNote,
  'change-note': changeNote,
  'move-notes': moveNotes,
  'remove-notes': removeNotes,
  'set-context': setContext,
  'set-needs': setNeeds,
  'set-assumption': setAssumption,
  'set-plan': setPlan,
  'add-waiver': addWaiver,
  'remove-waiver': removeWaiver,
  'write-text': writeText,
};

/**
 * The plan after some edits, in their order. An edit of something that is missing does nothing. Edits of one kind in a row are applied
 * as one where that gives the same plan: thousands of them, such as the fixes of a rule, would each walk the whole plan.
 */
export function applyEdits(plan: Plan, edits: readonly PlanEdit[]): Plan {
  const draft = new Draft();
  let current = plan;
  for (let at = 0; at < edits.length;) {
    const edit = edits[at] as PlanEdit; // at is below the length
    const alike = sameKindFrom(edits, at);
    at += alike.length;
    current =
      alike.length === 1
        ? (appliers[edit.type] as Apply<EditType>)(current, edit, draft) // the table pairs each type with its own function
        : together(current, alike, draft);
  }
  return current;
}

/** The edits from an index on that can be applied as one: the one there, and those right behind it. */
function sameKindFrom(edits: readonly PlanEdit[], from: number): readonly PlanEdit[] {
  const first = edits[from] as PlanEdit; // from is below the length
  let until = from + 1;
  if (canBeJoined(first)) for (let next = edits[until]; next?.type === first.type && canBeJoined(next); next = edits[until]) until += 1;
  return edits.slice(from, until);
}

/** Healing joins what was beside a node, so the next removal finds other edges than the first. */
function canBeJoined(edit: PlanEdit): boolean {
  return edit.type === 'add-edge' || edit.type === 'remove-edges' || (edit.type === 'remove-nodes' && !edit.heal);
}

function together(plan: Plan, edits: readonly PlanEdit[], draft: Draft): Plan {
  const edges: Edge[] = [];
  const [gone, ids]: [EdgeRef[], NodeId[]] = [[], []];
  for (const edit of edits) {
    if (edit.type === 'add-edge') edges.push(edit.edge);
    else if (edit.type === 'remove-edges') for (const edge of edit.edges) gone.push(edge);
    else if (edit.type === 'remove-nodes') for (const id of edit.ids) ids.push(id);
  }
  if (edges.length > 0) return addEdges(plan, edges, draft);
  if (ids.length > 0) return removeNodes(plan, { type: 'remove-nodes', ids, heal: false }, draft);
  return removeEdges(plan, { type: 'remove-edges', edges: gone }, draft);
}
