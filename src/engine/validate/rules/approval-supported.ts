import type { GraphNode, Service } from '../../catalog';
import { addFixes, candidates, swapFixes } from '../fixes/orchestrator-fixes';
import { missingNeed } from '../questions/limits';
import type { Found, Rule, RuleInput, Severity } from '../rule';
import { guide, page } from '../sources';
import { agreeing, dayWords, list, titles } from '../../format';
import { orchestratorsOf } from '../../notions';

/** A service that has approvals on some of its own plans only is not offered: a new node is on the usual plan. */
const wanted = (service: Service) => service.triggers?.manualApproval === 'yes' && !service.limits?.some(({ kind }) => kind === 'need');

/** A gate that a person opens is easily promised in a meeting; two of the guide's four orchestrators have none. */
export const approvalSupported: Rule = {
  meta: {
    id: 'approval-supported',
    title: 'An orchestrator can wait for approval',
    severity: 'error',
    family: 'triggers',
    pillar: 'operational-excellence',
    stages: ['orchestration'],
    sources: [
      guide('Trigger options with scheduling'),
      page('Approvals and checks in Azure Pipelines', 'https://learn.microsoft.com/azure/devops/pipelines/process/approvals'),
      page(
        'Approval-based workflows in Azure Logic Apps',
        'https://learn.microsoft.com/azure/logic-apps/tutorial-process-mailing-list-subscriptions-workflow',
        '2025-09-11',
      ),
      page(
        'Managing environments for deployment, GitHub Docs',
        'https://docs.github.com/actions/deployment/targeting-different-environments',
      ),
      page('Webhook activity in Data Factory', 'https://learn.microsoft.com/azure/data-factory/control-flow-webhook-activity'),
    ],
    entries: [
      'gr-devops-approval',
      'gr-aml-no-approval',
      'gr-adf-no-approval',
      'gr-logicapps-no-approval',
      'gr-approval-needs-devops',
      'cr-ado-approvals',
      'cr-la-approval',
      'cr-adf-webhook-approval',
    ],
    docs: 'A plan that asks for a manual approval needs an orchestrator that can stop and wait for a person. Where one offers it only in part, such as a webhook that waits for code of your own, the plan works but the gate has to be built. GitHub asks for reviewers on a private repository with GitHub Enterprise only.',
    guide:
      'By the guide, Azure DevOps alone could wait for approval, and only in part. Today its approvals and checks are complete, Logic Apps sends approval mails and branches on the answer, and Data Factory can wait for a webhook; Azure ML pipelines still have nothing.',
  },

  *check(input) {
    const { plan, graph } = input;
    if (!plan.context.needs?.manualApproval || graph.nodes.length === 0) return;
    const nodes = orchestratorsOf(graph);
    const full = nodes.filter(({ service }) => service?.triggers?.manualApproval === 'yes');
    if (full.some((node) => !missingNeed(graph, node, 'manualApproval'))) return;
    if (full[0]) {
      yield notOnThisPlan(input, full[0], nodes);
      return;
    }
    const partly = nodes.filter(({ service }) => service?.triggers?.manualApproval === 'limited');
    const able = candidates(input, wanted).map(({ shortName }) => shortName);
    const found = {
      nodes: (partly.length > 0 ? partly : nodes).map(({ id }) => id),
      path: ['context', 'needs', 'manualApproval'],
      fixes: () => [...addFixes(input, wanted), ...swapFixes(input, nodes, wanted)].slice(0, 3),
    };
    if (partly.length > 0) {
      yield {
        ...found,
        severity: 'warning',
        message: `The plan asks for a manual approval, which ${titles(partly)} ${agreeing(partly.length, 'offers', 'offer')} only in part.`,
        why: `The run can be held until code of yours calls back, but asking a person and keeping the answer is left to you. ${list(able, 'and', 4)} ${agreeing(able.length, 'has', 'have')} it ready-made.`,
      };
      return;
    }
    yield {
      ...found,
      message: `The plan asks for a manual approval, but nothing in it can wait for one.`,
      why: `${nodes.length > 0 ? `${titles(nodes)} ${agreeing(nodes.length, 'runs', 'run')} on without asking. ` : ''}Today ${list(able, 'and', 4)} can wait. In the guide of 2020 only Azure DevOps could, and only in part.`,
    };
  },
};

const severityOf: Readonly<Record<'all' | 'some' | 'none', Severity>> = { all: 'error', some: 'warning', none: 'info' };

/** An orchestrator that has approvals, though not with the plan that was bought. */
function notOnThisPlan(input: RuleInput, node: GraphNode, nodes: readonly GraphNode[]): Found {
  const missing = missingNeed(input.graph, node, 'manualApproval');
  const { limit, said } = missing ?? {};
  const source = limit?.source;
  return {
    nodes: [node.id],
    path: ['nodes', node.id, ...(limit?.field === undefined ? [] : ['usage', limit.field])],
    severity: severityOf[said ?? 'all'],
    message: `The plan asks for a manual approval, but "${node.title}" ${limit?.says ?? 'has none'}${source ? ` (${source.title}, as seen ${dayWords(source.seen)})` : ''}${said === 'none' ? '; these settings are the defaults' : ''}.`,
    why: limit?.because ?? '',
    ...(source ? { source } : {}),
    fixes: () => [
      ...(limit?.instead ?? []).map(({ title, set }) => ({
        title: `${title} for "${node.title}"`,
        edits: [{ type: 'set-usage', id: node.id, set } as const],
      })),
      // a release tool is followed by one that can wait, not by a second one that starts it
      ...swapFixes(input, nodes, wanted).slice(0, 1),
    ],
  };
}
