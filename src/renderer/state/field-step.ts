import { isTyping } from '../wording/keys';
import type { Gesture } from './plan-editor.svelte';

/**
 * How edits of one field become one step: everything that is typed until the field is left, and what follows each other within a second where
 * nobody types. `PlanEditor.endGesture` ends the step.
 * @param field names the field among all of the window's
 */
export function fieldStep(field: string): Gesture | string {
  return isTyping(document.activeElement) ? { gesture: `field ${field}` } : field;
}
