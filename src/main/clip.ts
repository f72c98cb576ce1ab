import { applyChange, checkSize, emptyPlan, readPlan, writePlanYaml, type Plan, type PlanChange } from '#engine/plan';

/*
 * What is copied is the text of a plan file, so it can be pasted into a file as well as into a window, and any plan file can be pasted.
 */

const file = 'the clipboard';

/** A part of a plan as text. @param change makes it out of an empty plan */
export function clipText(change: PlanChange): string {
  return writePlanYaml(applyChange(emptyPlan(''), change));
}

/**
 * The part of a plan that a text holds; `null` for a text that is none. A piece of a plan file need not say that it is a plan.
 * @throws PlanProblems for what looks like a plan and has problems
 */
export function readClip(text: string): Plan | null {
  checkSize(file, Buffer.byteLength(text));
  if (/^\s*\{[^]*"(?:nodes|notes)"\s*:/.test(text)) return withContent(readPlan(text, `${file}.json`).plan);
  if (!/^(?:nodes|notes):/m.test(text)) return null;
  return withContent(readPlan(/^pipedraft:/m.test(text) ? text : `pipedraft: 1\nname: Clipboard\n${text}`, file).plan);
}

function withContent(plan: Plan): Plan | null {
  return Object.keys(plan.nodes).length > 0 || Object.keys(plan.notes).length > 0 ? plan : null;
}
