import { isTyping } from '../wording/keys';
import type { Gesture } from './edit-steps';

/**
 * Merges the edits of one field into one step: everything typed until the field is left, or, without typing, edits within a second of each
 * other. `PlanEditor.endGesture` ends the step.
 * @param field unique name of the field in the window
 */
export function fieldStep(field: string): Gesture | string {
  return isTyping(document.activeElement) ? { gesture: `field ${field}` } : field;
}
