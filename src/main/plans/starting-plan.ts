import { drawThumbnail } from '#engine/draw';
import { UserError } from '#engine/errors';
import { emptyPlan, readPlan, type Plan } from '#engine/plan';
import type { Template } from '#ipc';
import { catalog, examples } from '#resources';
import { exampleText } from '../evaluation/rule-pages';

let drawn: readonly Template[] | undefined;

/** Templates, examples and reference architectures, each with its thumbnail; made once. */
export function templates(): readonly Template[] {
  drawn ??= examples.map(({ file, text }) => {
    const { plan } = readPlan(text, file);
    return {
      id: file,
      name: plan.name,
      summary: plan.summary ?? '',
      kind: kindOf(plan),
      picture: drawThumbnail({ plan, catalog }),
    };
  });
  return drawn;
}

function kindOf({ own }: Plan): Template['kind'] {
  const kind = own['x-kind'];
  return kind === 'example' || kind === 'reference' ? kind : 'template';
}

/** The plan of a template, example or reference architecture, as it ships. */
export function exampleOf(id: string): Plan | undefined {
  const example = examples.find(({ file }) => file === id);
  return example && readPlan(example.text, example.file).plan;
}

/** A new plan of the user from a template; an empty one for `null`. @throws UserError if there is no such template */
export function templatePlan(template: string | null): Plan {
  if (template === null) return emptyPlan('Untitled plan');
  const example = examples.find(({ file }) => file === template);
  if (!example) throw new UserError(`There is no template "${template}".`, 'Choose one from the list.');
  return withoutMark(readPlan(example.text, example.file).plan);
}

/** An example of a rule's page as a new plan of the user. @throws UserError if there is none */
export function examplePlan(rule: string, which: 'wrong' | 'right'): Plan {
  const text = exampleText(rule, which);
  if (text === undefined) throw new UserError(`There is no example of the rule "${rule}".`, 'Choose another rule.');
  return withoutMark(readPlan(text, `${rule}.yaml`).plan);
}

/** Removes the origin of the plan: it is the user's own from now on. */
function withoutMark(plan: Plan): Plan {
  const { 'x-kind': _, 'x-today': __, ...own } = plan.own;
  return { ...plan, own };
}
