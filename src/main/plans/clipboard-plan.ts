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
 * Copying produces the text of a plan file, so it can be pasted into a file as well as into a window, and any plan file can be pasted.
 */

const file = 'the clipboard';

/** Maximum size of a text that is examined for its kind. */
const mostNamed = 200_000;

/** A part of a plan as text. @param change creates it from an empty plan */
export function clipText(change: PlanChange): string {
  return writePlanYaml(applyChange(emptyPlan(''), change));
}

/**
 * The part of a plan in a text, or the reason that there is none: other programs copy all kinds of texts, and none of them is an error.
 * A piece of a plan file may lack the line that marks it as a plan.
 */
export function readClip(text: string): Plan | NothingToPaste {
  if (isEmptyText(text)) return nothing('The clipboard holds no text.');
  const other = refuseText(text);
  if (other) return { nothing: `The clipboard holds no nodes of a plan. ${other.message}`, fix: other.fix };
  if (text.length > limits.yamlBytes) return nothing('The clipboard holds a text that is larger than a plan can be.');
  const isJson = /^\s*[{[]/.test(text);
  const [looksLikePlan, name] = isJson ? [/"(?:nodes|notes)"\s*:/.test(text), `${file}.json`] : [/^(?:nodes|notes):/m.test(text), file];
  if (!looksLikePlan) return nothing(`The clipboard holds ${kindOf(text, isJson)}, but no nodes of a plan.`);
  const marked = isJson ? markedJson(text) : markedYaml(text);
  try {
    const { plan } = readPlan(marked, name);
    const holdsSome = Object.keys(plan.nodes).length > 0 || Object.keys(plan.notes).length > 0;
    return holdsSome ? plan : nothing('The clipboard holds a plan without nodes or notes.');
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    const kind = kindOf(text, isJson);
    if (!['YAML', 'JSON'].includes(kind)) return nothing(`The clipboard holds ${kind}, but no nodes of a plan.`);
    return {
      nothing: `What the clipboard holds cannot be read as nodes of a plan. ${said(error.problems[0], marked.split('\n').length - text.split('\n').length)}`,
      fix: error.problems[0].fix,
    };
  }
}

/* A piece of a plan file may lack the keys that every plan has. */

function markedYaml(text: string): string {
  const lacks = (key: string) => !new RegExp(`^${key}:`, 'm').test(text);
  return `${lacks('pipedraft') ? 'pipedraft: 1\n' : ''}${lacks('name') ? 'name: Clipboard\n' : ''}${text}`;
}

function markedJson(text: string): string {
  let keys: string[] = [];
  try {
    keys = Object.keys(JSON.parse(text) as object);
  } catch {
    return text; // its own reader says what is wrong, and where
  }
  const added = [...(keys.includes('pipedraft') ? [] : ['"pipedraft": 1']), ...(keys.includes('name') ? [] : ['"name": "Clipboard"'])];
  return added.length === 0 ? text : text.replace('{', `{${added.join(', ')}, `);
}

function nothing(said: string): NothingToPaste {
  return { nothing: said, fix: 'Copy nodes in Pipedraft, or a part of a plan file, and paste them here.' };
}

/** @param added number of lines put in front of the text */
function said({ message, place }: Problem, added: number): string {
  return place && place.line > added ? `${message.replace(/\.$/, '')} (line ${place.line - added}).` : message;
}

/** The kind of a text, in words for "The clipboard holds …". */
function kindOf(text: string, isJson: boolean): string {
  const plain = isJson ? 'JSON' : /^[\w$"'.-]+:(?:\s|$)/m.test(text) ? 'YAML' : 'a text';
  if (plain === 'a text' || text.length > mostNamed) return plain;
  const read = readYamlValue(text); // JSON is valid YAML, too
  return ('read' in read ? foreignKind(read.read.value) : undefined) ?? plain;
}
