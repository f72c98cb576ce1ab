import { groupsByNode, type GroupId, type NodeId, type Plan, type Position } from '#engine/plan';
import { Room, unitOf, type Unit } from './room';

/** Ways to arrange the selected cards, each with its minimum number of cards. */
export const alignments = [
  { id: 'left', title: 'Align left', least: 2 },
  { id: 'center', title: 'Align centres', least: 2 },
  { id: 'right', title: 'Align right', least: 2 },
  { id: 'top', title: 'Align tops', least: 2 },
  { id: 'middle', title: 'Align middles', least: 2 },
  { id: 'bottom', title: 'Align bottoms', least: 2 },
  { id: 'across', title: 'Distribute across', least: 3 },
  { id: 'down', title: 'Distribute down', least: 3 },
] as const;
export type Alignment = (typeof alignments)[number]['id'];

/** Gap between two cards where one makes way for the other. */
const gap = 16;

type Axis = 0 | 1;

/**
 * New places for the selected cards. No card covers another, selected or not, or a note: where there is no room, cards make way along the
 * other axis and keep their order.
 * @param plan has a place for every node
 * @param collapsed collapsed groups; the nodes of one move together
 */
export function arrangeSelection(
  alignment: Alignment,
  plan: Plan,
  ids: readonly NodeId[],
  collapsed: ReadonlySet<GroupId> = new Set(),
): Record<NodeId, Position> {
  const units = unitsOf(plan, ids, collapsed);
  if (units.length < 2) return {};
  const room = new Room(plan, new Set(ids));
  switch (alignment) {
    case 'left':
      return inLine(units, 1, () => startOf(units, 0), room);
    case 'center':
      return inLine(units, 1, centred(units, 0), room);
    case 'right':
      return inLine(units, 1, ({ size }) => endOf(units, 0) - size[0], room);
    case 'top':
      return inLine(units, 0, () => startOf(units, 1), room);
    case 'middle':
      return inLine(units, 0, centred(units, 1), room);
    case 'bottom':
      return inLine(units, 0, ({ size }) => endOf(units, 1) - size[1], room);
    case 'across':
      return spread(units, 0, room);
    case 'down':
      return spread(units, 1, room);
  }
}

/** A unit that moves as one: a card, or the cards of a collapsed group. */
function unitsOf(plan: Plan, ids: readonly NodeId[], collapsed: ReadonlySet<GroupId>): Unit[] {
  const groupOf = groupsByNode(plan.groups);
  const units = new Map<string, NodeId[]>();
  for (const id of ids) {
    const group = groupOf.get(id);
    const name = group !== undefined && collapsed.has(group) ? `group ${group}` : `node ${id}`;
    const members = units.get(name);
    if (members) members.push(id);
    else units.set(name, [id]);
  }
  return [...units.values()].flatMap((members) => unitOf(members, plan.layout) ?? []);
}

/** Puts units on one line. @param along the axis of the line; @param across the place of each on the other axis */
function inLine(units: readonly Unit[], along: Axis, across: (unit: Unit) => number, room: Room): Record<NodeId, Position> {
  let next = -Infinity;
  for (const unit of inOrder(units, along)) {
    const wished = unit.at[along] >= next ? unit.at[along] : next + gap;
    const at = room.firstFree(unit, placeAt(along, wished, across(unit)), along, gap);
    room.put(unit, at);
    next = at[along] + unit.size[along];
  }
  return room.moved;
}

/** Spaces units evenly; the gap grows only where units would cover each other. Units pass obstacles on the other axis. */
function spread(units: readonly Unit[], along: Axis, room: Room): Record<NodeId, Position> {
  const order = inOrder(units, along);
  const taken = order.reduce((sum, { size }) => sum + size[along], 0);
  const even = (endOf(units, along) - startOf(units, along) - taken) / (order.length - 1);
  const other: Axis = along === 0 ? 1 : 0;
  const placed = (between: number): readonly (readonly [Unit, Position])[] => {
    let next = startOf(units, along);
    return order.map((unit) => {
      const at = placeAt(along, Math.round(next), unit.at[other]);
      next += unit.size[along] + between;
      return [unit, at];
    });
  };
  const evenly = placed(even);
  for (const [unit, at] of Room.coversItself(evenly) ? placed(Math.max(even, gap)) : evenly)
    room.put(unit, room.firstFree(unit, at, other, gap));
  return room.moved;
}

function inOrder(units: readonly Unit[], along: Axis): Unit[] {
  const other: Axis = along === 0 ? 1 : 0;
  return [...units].sort((a, b) => a.at[along] - b.at[along] || a.at[other] - b.at[other]);
}

/** The place on an axis at which the middle of a unit is the middle of all. */
function centred(units: readonly Unit[], axis: Axis): (unit: Unit) => number {
  const middle = (startOf(units, axis) + endOf(units, axis)) / 2;
  return ({ size }) => Math.round(middle - size[axis] / 2);
}

function placeAt(axis: Axis, onIt: number, onTheOther: number): Position {
  return axis === 0 ? [onIt, onTheOther] : [onTheOther, onIt];
}

function startOf(units: readonly Unit[], axis: Axis): number {
  return units.reduce((least, { at }) => Math.min(least, at[axis]), Infinity);
}

function endOf(units: readonly Unit[], axis: Axis): number {
  return units.reduce((most, { at, size }) => Math.max(most, at[axis] + size[axis]), -Infinity);
}
