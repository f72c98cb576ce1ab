import type { GraphNode } from '../../catalog';
import { keepsNeeds } from '../questions/kept-needs';
import { noCodeServices } from '../questions/no-code';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { list } from '../../format';
import { answers } from '../../notions';
import { editsToSwap } from '../fixes/edits';

/** One such service is enough to need somebody who programs. */
export const codeServiceInNoCodePlan: Rule = {
  meta: {
    id: 'code-service-in-no-code-plan',
    title: 'A no-code plan uses no service that needs code',
    severity: 'warning',
    family: 'approach',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('No Code')],
    entries: ['gr-code-when'],
    docs: 'A plan that is built without code uses services that are configured in a designer or a form. A service that works only with code brings back the work that the team wanted to avoid: somebody has to write, test and maintain code. Compute that something runs on is not reported; the work on it decides.',
    guide:
      'For deployment the guide has Azure ML designer. Its real-time route has ended; batch endpoints and managed online endpoints take models without code today.',
  },
  scope: { each: 'node', within: 1 },

  *check(input) {
    const { plan, graph, catalog } = input;
    if (plan.context.approach !== 'no-code') return;
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (service?.approach !== 'code' || isOnlyCompute(node)) continue;
      const languages = service.languages
        .filter((language) => language !== 'any')
        .map((language) => catalog.skill(language)?.name ?? written(language));
      const inWhat = languages.length > 0 ? ` (${list(languages, 'or', 4)})` : '';
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `The plan is built without code, but "${title}" uses ${service.name}, and that needs code${inWhat}.`,
        why: 'Somebody then has to write that code, test it and look after it, in a team that decided against it.',
        fixes: () => [
          ...swaps(node, input),
          { title: 'Say that the plan mixes code and no code', edits: [{ type: 'set-context', set: { approach: 'mixed' } }] },
        ],
      };
    }
  },
};

/** Machines under something else in the plan; nobody writes code for them. */
function isOnlyCompute({ in: into }: GraphNode): boolean {
  return into.some(({ kind }) => kind === 'runs-on');
}

/** Written name of a language that is not a skill of the catalog. */
function written(language: string): string {
  const names: Readonly<Record<string, string>> = { powershell: 'PowerShell', csharp: 'C#' };
  return names[language] ?? language.charAt(0).toUpperCase() + language.slice(1);
}

function swaps(node: GraphNode, { plan, catalog }: RuleInput): Fix[] {
  const { stage, service } = node;
  const { serving = [] } = plan.context.needs ?? {};
  if (!service || !stage || !service.stages.includes(stage)) return [];
  if (serving.includes('edge') && answers(node, 'edge')) return []; // nothing without code does that
  return noCodeServices(catalog, stage)
    .filter((other) => other.id !== service.id && keepsNeeds(plan, service, other))
    .slice(0, 2)
    .map((other) => ({ title: `Swap to ${other.shortName}`, edits: editsToSwap(plan, catalog, node, other) }));
}
