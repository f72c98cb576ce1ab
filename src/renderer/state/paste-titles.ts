import { titleOf, type Plan } from '#engine/plan';
import { isTyping } from '../wording/keys';

/**
 * Pastes copied nodes into a text field as their titles, instead of the plan text that editors get: one a line where there are lines, else
 * with commas between. Anything else is pasted as ever.
 * @param read the part of a plan that the clipboard holds
 */
export async function pasteTitles(event: ClipboardEvent, read: () => Promise<Plan | null>): Promise<void> {
  const { target } = event;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isTyping(target) || !isPlanText(text)) return;
  event.preventDefault(); // there is no time to ask before the text would be pasted
  const plan = await read().catch(() => null);
  if (document.activeElement !== target) return;
  // as if it were typed: the field hears of it, and can take it back
  document.execCommand('insertText', false, plan ? titlesOf(plan).join(target instanceof HTMLTextAreaElement ? '\n' : ', ') : text);
}

/** Whether a text is what copying nodes writes. */
function isPlanText(text: string): boolean {
  return /^(?:#[^\n]*\n)*pipedraft: \d+\r?\n/.test(text) && /^(?:nodes|notes):/m.test(text);
}

function titlesOf(plan: Plan): string[] {
  return [...Object.keys(plan.nodes).map((id) => titleOf(plan, id)), ...Object.values(plan.notes).map((note) => note.text)];
}
