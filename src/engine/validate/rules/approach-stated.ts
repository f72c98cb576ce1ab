import type { Approach } from '../../plan';
import type { Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { counted, list } from '../wording';

/** Half of what the guide advises hangs on this one answer. */
export const approachStated: Rule = {
  meta: {
    id: 'approach-stated',
    title: 'The plan says whether it is built with code',
    severity: 'warning',
    family: 'coverage',
    stages: 'all',
    sources: [guide('Use No Code or Code implementation approach')],
    entries: ['gr-approach-first'],
    docs: 'Whether a team writes code or wants none is the first decision in the guide, since it settles which services come into question at all. The plan says it in its context; a mix of both is an answer too.',
  },

  *check(input) {
    const { plan } = input;
    if (plan.context.approach !== undefined || Object.keys(plan.nodes).length === 0) return;
    const { code, noCode } = counts(input);
    yield {
      path: ['context', 'approach'],
      message: `The plan does not say whether it is built with code${hint(code, noCode)}.`,
      why: 'This is the first decision: it settles which services come into question, which skills the team needs and how changes reach production.',
      fixes: () =>
        ordered(code, noCode).map((approach) => ({ title: titles[approach], edits: [{ type: 'set-context', set: { approach } }] })),
    };
  },
};

const titles: Record<Approach, string> = {
  code: 'Say that it is built with code',
  'no-code': 'Say that it is built without code',
  mixed: 'Say that it mixes both',
};

/** What the services of the plan give away. */
function hint(code: number, noCode: number): string {
  const said = [
    ...(code > 0 ? [`${counted(code, 'of its nodes needs', 'of its nodes need')} code`] : []),
    ...(noCode > 0 ? [`${counted(noCode, 'of its nodes does', 'of its nodes do')} without`] : []),
  ];
  return said.length > 0 ? `; ${list(said)}` : '';
}

/** How many nodes use a service that cannot do without code, and one that has none. */
function counts({ graph }: RuleInput): { readonly code: number; readonly noCode: number } {
  const of = (approach: Approach) => graph.nodes.filter(({ service }) => service?.approach === approach).length;
  return { code: of('code'), noCode: of('no-code') };
}

function ordered(code: number, noCode: number): readonly Approach[] {
  if (code > 0 && noCode > 0) return ['mixed', 'code', 'no-code'];
  return noCode > 0 ? ['no-code', 'mixed', 'code'] : ['code', 'no-code', 'mixed'];
}
