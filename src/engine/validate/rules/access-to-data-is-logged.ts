import { titles } from '../../format';
import type { PlanEdit } from '../../plan';
import { keepsTelemetry } from '../../notions';
import { carries } from '../questions/connections';
import { keptBy, namedBriefly } from '../questions/safeguards';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** After an incident the first question is who read what, and only a log from before can answer it. */
export const accessToDataIsLogged: Rule = {
  meta: {
    id: 'access-to-data-is-logged',
    title: 'Access to confidential data is logged',
    severity: 'info',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.threats, wellArchitected.dataPlatform],
    entries: [],
    docs: 'Where the data is confidential, services that keep data, secrets or images send their logs to Azure Monitor by a telemetry edge, so that reads can be traced and unusual ones raise an alert.',
  },

  *check({ plan, graph, catalog }) {
    const { confidential, security } = reviewNeeds(plan);
    if (!confidential || security === undefined) return;
    const silent = graph.nodes.filter((node) => {
      const keeps = keptBy(graph, node);
      if (!node.service?.outputs.telemetry || keeps === undefined || keeps === 'telemetry') return false;
      return !node.out.some(({ kind }) => kind === 'telemetry');
    });
    const [first] = silent;
    if (!first) return;
    yield {
      nodes: silent.map(({ id }) => id),
      path: ['nodes', first.id],
      message: `${titles(silent)} ${silent.length === 1 ? 'sends its' : 'send their'} access logs nowhere, and ${security}.`,
      why: 'Logs of who read what are off until somebody turns them on. After an incident it is too late to turn them on.',
      fixes: () => {
        const log = graph.nodes.find(
          ({ service }) => service && keepsTelemetry(service) && carries(catalog, first.service, service, 'telemetry'),
        );
        const able = silent.filter(({ service }) => log && carries(catalog, service, log.service, 'telemetry'));
        if (!log || able.length === 0) return [];
        return [
          {
            title: `Send the access logs of ${namedBriefly(able)} to "${log.title}"`,
            edits: able.map(({ id }): PlanEdit => ({ type: 'add-edge', edge: { from: id, to: log.id, kind: 'telemetry' } })),
          },
        ];
      },
    };
  },
};
