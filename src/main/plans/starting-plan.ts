import { drawPlan } from '#engine/draw';
import { UserError } from '#engine/errors';
import { emptyPlan, readPlan, type Plan } from '#engine/plan';
import type { Template } from '#ipc';
import { catalog, examples, icons } from '#resources';
import { exampleText } from '../evaluation/rule-pages';

let drawn: readonly Template[] | undefined;

/** Templates and examples, each with its drawing; drawn once. */
export function templates(): readonly Template[] {
  drawn ??= examples.map(({ file, text }) => {
    const { plan } = readPlan(text, file);
    return {
      id: file,
      name: plan.name,
      summary: plan.summary ?? '',
      kind: plan.own['x-kind'] === 'example' ? 'example' : 'template',
      picture: drawPlan({ plan, catalog, icons }).svg,
    };
  });
  return drawn;
}

/** A plan of the user's own from a template; an empty one for `null`. @throws UserError when there is no such template */
export function templatePlan(template: string | null): Plan {
  if (template === null) return emptyPlan('Untitled plan');
  const example = examples.find(({ file }) => file === template);
  if (!example) throw new UserError(`There is no template "${template}".`, 'Choose one from the list.');
  return withoutMark(readPlan(example.text, example.file).plan);
}

/** An example of a rule's page as a plan of the user's own. @throws UserError when there is none */
export function examplePlan(rule: string, which: 'wrong' | 'right'): Plan {
  const text = exampleText(rule, which);
  if (text === undefined) throw new UserError(`There is no example of the rule "${rule}".`, 'Choose another rule.');
  return withoutMark(readPlan(text, `${rule}.yaml`).plan);
}

/** Takes out where the plan came from: it is the user's own from now on. */
function withoutMark(plan: Plan): Plan {
  const { 'x-kind': _, 'x-today': __, ...own } = plan.own;
  return { ...plan, own };
}
