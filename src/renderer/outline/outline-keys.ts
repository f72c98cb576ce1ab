import type { Selection } from '../state/selection.svelte';
import { typesLetter } from '../ui/pressed-key';
import { columns, isTypedInto } from './columns';
import type { OutlineTable } from './outline-table.svelte';

/** The keys of the outline: those of every treegrid, and those that edit the plan. */
export function pressKey(event: KeyboardEvent, table: OutlineTable, selection: Selection): void {
  if (table.editing.cell || (event.target as Element).closest('button')) return;
  if (event.altKey || (hasMod(event) && event.shiftKey)) return;
  if (!goByKey(event, table) && !editByKey(event, table, selection)) return;
  event.preventDefault();
  event.stopPropagation();
}

function hasMod(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

/** Moves from cell to cell, and opens and closes lanes. @returns true if it handled the key */
function goByKey(event: KeyboardEvent, table: OutlineTable): boolean {
  const { cursor, scroll } = table;
  const { at, row } = cursor;
  const mod = hasMod(event);
  if (event.key === 'ArrowDown') cursor.go(at + 1, { extend: event.shiftKey });
  else if (event.key === 'ArrowUp') cursor.go(at - 1, { extend: event.shiftKey });
  else if (event.key === 'PageDown' && !mod) cursor.go(at + scroll.page);
  else if (event.key === 'PageUp' && !mod) cursor.go(at - scroll.page);
  else if (event.key === 'Home' && mod) cursor.go(0);
  else if (event.key === 'End' && mod) cursor.go(table.rows.length - 1);
  else if (event.key === 'Home') cursor.step(-columns.length);
  else if (event.key === 'End') cursor.step(columns.length);
  else if (event.key === 'ArrowRight') {
    if (row?.type !== 'lane') cursor.step(1);
    else if (row.expanded) cursor.go(at + 1);
    else table.toggle(row.lane, true);
  } else if (event.key === 'ArrowLeft') {
    if (row?.type === 'lane') table.toggle(row.lane, false);
    else if (cursor.column === 'step' && row) cursor.go(table.rows.findIndex((one) => one.type === 'lane' && one.lane === row.lane));
    else cursor.step(-1);
  } else return false;
  return true;
}

/** Edits the focused cell. @returns true if it handled the key */
function editByKey(event: KeyboardEvent, table: OutlineTable, selection: Selection): boolean {
  const { cursor, editing } = table;
  const { row, column } = cursor;
  const mod = hasMod(event);
  if (event.key === 'Enter' && !mod) table.open(row);
  else if (event.key === 'F2') editing.begin(row, 'title');
  else if (event.key === 'Insert') table.requests().onadd();
  else if (event.key === ' ' && row?.type === 'node') selection.toggle(row.id);
  else if ((event.key.length === 1 || typesLetter(event)) && !mod && row?.type === 'node' && isTypedInto(column))
    editing.begin(row, column, event.key);
  else return false;
  return true;
}
