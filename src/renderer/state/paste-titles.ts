import { titleOf, type Plan } from '#engine/plan';
import { isTyping } from '../wording/keys';

/**
 * Pastes copied nodes into a text field as their titles, instead of the plan text that editors get: one per line in a field of lines, else
 * separated by commas. Anything else is pasted as usual.
 * @param read returns the clip in the clipboard
 */
export async function pasteTitles(event: ClipboardEvent, read: () => Promise<Plan | null>): Promise<void> {
  const { target } = event;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isTyping(target) || !isPlanText(text)) return;
  event.preventDefault(); // waiting for an answer would be too late to stop the paste
  const plan = await read().catch(() => null);
  if (document.activeElement !== target) return;
  // like typing: the field gets an input event, and can undo it
  document.execCommand('insertText', false, plan ? titlesOf(plan).join(target instanceof HTMLTextAreaElement ? '\n' : ', ') : text);
}

/** True if a text looks like the result of copying nodes. */
function isPlanText(text: string): boolean {
  return /^(?:#[^\n]*\n)*pipedraft: \d+\r?\n/.test(text) && /^(?:nodes|notes):/m.test(text);
}

function titlesOf(plan: Plan): string[] {
  return [...Object.keys(plan.nodes).map((id) => titleOf(plan, id)), ...Object.values(plan.notes).map((note) => note.text)];
}
