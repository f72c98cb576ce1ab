import type { Edge, Plan } from '../model';
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

/** The plan after some edits, in their order. An edit of something that is missing does nothing. */
export function applyEdits(plan: Plan, edits: readonly PlanEdit[]): Plan {
  const draft = new Draft();
  let current = plan;
  for (let at = 0; at < edits.length; at += 1) {
    const edges = addedFrom(edits, at);
    if (edges.length > 1) {
      current = addEdges(current, edges, draft);
      at += edges.length - 1;
      continue;
    }
    const edit = edits[at] as PlanEdit; // at is below the length
    current = (appliers[edit.type] as Apply<EditType>)(current, edit, draft); // the table pairs each type with its own function
  }
  return current;
}

/** The edges that are added one right after another from an index in a list of edits on. */
function addedFrom(edits: readonly PlanEdit[], from: number): Edge[] {
  const edges: Edge[] = [];
  for (let edit = edits[from]; edit?.type === 'add-edge'; edit = edits[from + edges.length]) edges.push(edit.edge);
  return edges;
}
