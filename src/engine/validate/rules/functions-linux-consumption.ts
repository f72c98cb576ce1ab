import { settingsOf } from '../../notions';
import { endingOf } from '../questions/end-dates';
import type { Rule } from '../rule';
import { page } from '../sources';

/** Neither the plan nor the operating system ends, only the two together. */
export const functionsLinuxConsumption: Rule = {
  meta: {
    id: 'functions-linux-consumption',
    title: 'Functions on Linux do not use the Consumption plan',
    severity: 'error',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'orchestration'],
    sources: [
      page('Azure update 499451', 'https://azure.microsoft.com/updates/?id=499451'),
      page('Azure Functions runtime versions', 'https://learn.microsoft.com/azure/azure-functions/functions-versions', '2026-09'),
    ],
    entries: ['cr-functions-linux-consumption'],
    docs: 'The Consumption plan of Azure Functions ends for Linux on 2028-09-30. Until then it gets no new features and no newer language versions. Flex Consumption takes its place and is paid in the same way, by use. On Windows the plan continues.',
    guide: 'The guide names Azure Functions as a place to deploy models to, and the Consumption plan was its usual one in 2020.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph, catalog, today }) {
    for (const node of graph.ofService('azure-functions')) {
      if (!node.service) continue;
      const settings = new Map(settingsOf(node.service, graph.usage(node), catalog).map(({ field, value }) => [field.id, value.likely]));
      if (settings.get('plan') !== 'consumption' || settings.get('os') !== 'linux') continue;
      const { severity, words } = endingOf('2028-09-30', today, 'error');
      yield {
        nodes: [node.id],
        // years before its end it gets no new features and no newer versions of Python or .NET any more
        severity: severity === 'info' ? 'warning' : severity,
        path: ['nodes', node.id, 'usage', 'plan'],
        message: `"${node.title}" runs on Linux in the Consumption plan, a combination that ${words}.`,
        why: 'The combination gets no new features and no newer language versions any more. Microsoft offers Flex Consumption instead, which is paid by use as well and keeps instances warm on request.',
        fixes: () => [
          { title: `Move "${node.title}" to Flex Consumption`, edits: [{ type: 'set-usage', id: node.id, set: { plan: 'flex' } }] },
        ],
      };
    }
  },
};
