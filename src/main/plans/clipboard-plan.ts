import { PlanProblems, type Problem } from '#engine/errors';
import {
  applyChange,
  emptyPlan,
  foreignKind,
  isEmptyText,
  limits,
  readPlan,
  readYamlValue,
  refuseText,
  writePlanYaml,
  type Plan,
  type PlanChange,
} from '#engine/plan';
import type { NothingToPaste } from '#ipc';

/*
 * What is copied is the text of a plan file, so it can be pasted into a file as well as into a window, and any plan file can be pasted.
 */

const file = 'the clipboard';

/** How large a text is looked into for a name of what it is. */
const mostNamed = 200_000;

/** A part of a plan as text. @param change makes it out of an empty plan */
export function clipText(change: PlanChange): string {
  return writePlanYaml(applyChange(emptyPlan(''), change));
}

/**
 * The part of a plan that a text holds, or why there is none: other programs put all kinds of texts there, and none of them is a fault.
 * A piece of a plan file need not say that it is a plan.
 */
export function readClip(text: string): Plan | NothingToPaste {
  if (isEmptyText(text)) return nothing('The clipboard holds no text.');
  const other = refuseText(text);
  if (other) return { nothing: `The clipboard holds no nodes of a plan. ${other.message}`, fix: other.fix };
  if (text.length > limits.yamlBytes) return nothing('The clipboard holds a text that is larger than a plan can be.');
  const isJson = /^\s*[{[]/.test(text);
  const [looksLikePlan, name] = isJson ? [/"(?:nodes|notes)"\s*:/.test(text), `${file}.json`] : [/^(?:nodes|notes):/m.test(text), file];
  if (!looksLikePlan) return nothing(`The clipboard holds ${kindOf(text, isJson)}, but no nodes of a plan.`);
  const added = isJson || /^pipedraft:/m.test(text) ? '' : beginning;
  try {
    const { plan } = readPlan(added + text, name);
    const holdsSome = Object.keys(plan.nodes).length > 0 || Object.keys(plan.notes).length > 0;
    return holdsSome ? plan : nothing('The clipboard holds a plan without nodes or notes.');
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    const kind = kindOf(text, isJson);
    if (!['YAML', 'JSON'].includes(kind)) return nothing(`The clipboard holds ${kind}, but no nodes of a plan.`);
    return {
      nothing: `What the clipboard holds cannot be read as nodes of a plan. ${said(error.problems[0], added.split('\n').length - 1)}`,
      fix: error.problems[0].fix,
    };
  }
}

const beginning = 'pipedraft: 1\nname: Clipboard\n';

function nothing(said: string): NothingToPaste {
  return { nothing: said, fix: 'Copy nodes in Pipedraft, or a part of a plan file, and paste them here.' };
}

/** @param added lines that were put in front of the text */
function said({ message, place }: Problem, added: number): string {
  return place && place.line > added ? `${message.replace(/\.$/, '')} (line ${place.line - added}).` : message;
}

/** What a text is, in words for "The clipboard holds …". */
function kindOf(text: string, isJson: boolean): string {
  const plain = isJson ? 'JSON' : /^[\w$"'.-]+:(?:\s|$)/m.test(text) ? 'YAML' : 'a text';
  if (plain === 'a text' || text.length > mostNamed) return plain;
  const read = readYamlValue(text); // JSON is read as YAML, too
  return ('read' in read ? foreignKind(read.read.value) : undefined) ?? plain;
}
