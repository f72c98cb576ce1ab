import type { Approach } from '../../plan';
import type { Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { counted, list } from '../../format';

/** Half of the guide's advice depends on this one answer. */
export const approachStated: Rule = {
  meta: {
    id: 'approach-stated',
    title: 'The plan says whether it is built with code',
    severity: 'info',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Use No Code or Code implementation approach')],
    entries: ['gr-approach-first'],
    docs: 'The first decision in the guide is whether the team writes code, because it settles which services are possible. The plan says so in its context; a mix of both is a valid answer.',
  },

  *check(input) {
    const { plan } = input;
    if (plan.context.approach !== undefined || Object.keys(plan.nodes).length === 0) return;
    const { code, noCode } = counts(input);
    yield {
      path: ['context', 'approach'],
      message: `The plan does not say whether it is built with code${hint(code, noCode)}.`,
      why: 'This is the first decision: it settles which services are possible, which skills the team needs and how changes reach production.',
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

/** The approach that the plan's services suggest. */
function hint(code: number, noCode: number): string {
  const said = [
    ...(code > 0 ? [`${counted(code, 'of its nodes needs', 'of its nodes need')} code`] : []),
    ...(noCode > 0 ? [`${counted(noCode, 'of its nodes does', 'of its nodes do')} without`] : []),
  ];
  return said.length > 0 ? `; ${list(said)}` : '';
}

/** Numbers of nodes whose service needs code, and whose service has none. */
function counts({ graph }: RuleInput): { readonly code: number; readonly noCode: number } {
  const of = (approach: Approach) => graph.nodes.filter(({ service }) => service?.approach === approach).length;
  return { code: of('code'), noCode: of('no-code') };
}

/** The answers that the plan's nodes allow, the likeliest first: what needs code is no plan without code. */
function ordered(code: number, noCode: number): readonly Approach[] {
  if (code > 0) return noCode > 0 ? ['mixed', 'code'] : ['code', 'mixed'];
  return noCode > 0 ? ['no-code', 'mixed', 'code'] : ['code', 'no-code', 'mixed'];
}
