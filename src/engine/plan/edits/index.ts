import type { Plan } from '../model';
import { addWaiver, removeWaiver, setAssumption, setContext, setNeeds, setPlan } from './document';
import { Draft } from './draft';
import { addEdge, changeEdge, removeEdges } from './edges';
import { addGroup, changeGroup, groupNodes, removeGroups } from './groups';
import type { Apply, EditType, PlanEdit } from './edit';
import { addNode, changeNode, moveNodes, orderNodes, pinNodes, removeNodes, renameId, setUsage, swapService } from './nodes';
import { addNote, changeNote, moveNotes, removeNotes } from './notes';

const appliers: { [T in EditType]: Apply<T> } = {
  'add-node': addNode,
  'remove-nodes': removeNodes,
  'change-node': changeNode,
  'set-usage': setUsage,
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
};

/** The plan after some edits, in their order. An edit of something that is not there does nothing. */
export function applyEdits(plan: Plan, edits: readonly PlanEdit[]): Plan {
  const draft = new Draft();
  return edits.reduce<Plan>((current, edit) => (appliers[edit.type] as Apply<EditType>)(current, edit, draft), plan); // the table pairs each type with its own function
}
