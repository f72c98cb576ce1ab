import type { FieldRange, GraphNode, PlanGraph, Source } from '../../catalog';
import { figure } from '../../format';
import { requestPath } from '../../notions';
import type { PlanEdit, UsageValue } from '../../plan';
import { reviewNeeds } from '../questions/review-needs';
import type { Fix, Rule } from '../rule';
import { page } from '../sources';

const databricks = page(
  'Create custom model serving endpoints',
  'https://learn.microsoft.com/azure/databricks/machine-learning/model-serving/create-manage-serving-endpoints',
);
const containerApps = page('Set scaling rules in Azure Container Apps', 'https://learn.microsoft.com/azure/container-apps/scale-app');
const functions = page('Azure Functions hosting options', 'https://learn.microsoft.com/azure/azure-functions/functions-scale');

/** The setting that saves most is the one that takes the endpoint away when nobody asks. */
export const warmForAvailability: Rule = {
  meta: {
    id: 'warm-for-availability',
    title: 'High availability is not promised by what shrinks to nothing',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'consumption'],
    sources: [databricks, containerApps, functions],
    entries: [],
    docs: 'From 99.95 % on, less than 22 minutes of a month may pass without answers. A service that shrinks to nothing has to start, and to find capacity, before it answers again. The rule looks at what answers requests: serving of Databricks with scale to zero, replicas of Container Apps without idle time, and Functions without warm instances. It is advice where the plan leaves the setting at its default.',
  },

  *check({ plan, graph }) {
    const { availability } = reviewNeeds(plan);
    if (availability === undefined || availability < high) return;
    for (const node of requestPath(graph)) {
      const way = ways[node.node.service]?.(graph, node);
      if (!way) continue;
      yield {
        ...(way.stated ? {} : { severity: 'info' as const }),
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', way.field],
        source: way.source,
        message: `"${node.title}" ${way.says}, but the plan asks for ${figure(availability, 5)} % availability.`,
        why: way.why,
        fixes: () => way.fixes ?? [],
      };
    }
  },
};

/** Availability, in percent, that leaves less than half an hour a month. */
const high = 99.95;

interface Way {
  readonly field: string;
  readonly stated: boolean;
  readonly says: string;
  readonly why: string;
  readonly source: Source;
  readonly fixes?: readonly Fix[];
}

/** By service: how a node shrinks to nothing, as it is set. */
const ways: Readonly<Record<string, (graph: PlanGraph, node: GraphNode) => Way | undefined>> = {
  'databricks-model-serving'(graph, node) {
    if (graph.value(node, 'scaleToZero') !== true) return undefined;
    return {
      field: 'scaleToZero',
      stated: true,
      says: 'goes away when nobody asks',
      why: 'Databricks advises against scale to zero in production: capacity is not guaranteed, and the first request waits for the start.',
      source: databricks,
      fixes: [setting(node, `Keep "${node.title}" up`, { scaleToZero: false, hoursPerMonth: undefined })],
    };
  },
  'azure-container-apps'(graph, node) {
    if (graph.value(node, 'plan') !== 'consumption') return undefined;
    const { idleTime, activeTime, gpu } = graph.usage(node).values;
    const kept = sum(idleTime, activeTime);
    if (kept === undefined || kept >= month) return undefined;
    const idle = { idleTime: `${Math.ceil(month - (numberOf(activeTime) ?? 0))} h` };
    return {
      field: 'idleTime',
      stated: idleTime !== undefined && idleTime.from !== 'default',
      says: `has replicas for ${figure(kept)} h of a month of ${figure(month)}`,
      why: 'Without a minimum of one replica the app shrinks to nothing, and the next request waits for the image and the model to load.',
      source: containerApps,
      fixes: gpu?.likely === 'none' ? [setting(node, `Keep one replica of "${node.title}"`, idle)] : [],
    };
  },
  'azure-functions'(graph, node) {
    const { plan, alwaysReady, compute } = graph.usage(node).values;
    if (compute?.likely !== 'serverless' || (plan?.likely !== 'flex' && plan?.likely !== 'consumption')) return undefined;
    const isFlex = plan.likely === 'flex';
    if (isFlex && (numberOf(alwaysReady) ?? 0) > 0) return undefined;
    return {
      field: isFlex ? 'alwaysReady' : 'plan',
      stated: isFlex ? alwaysReady?.from !== 'default' : plan.from !== 'default',
      says: isFlex ? 'keeps no warm instance' : 'runs on the Consumption plan, which keeps no warm instance',
      why: 'After a quiet time the first request waits for a cold start, and loading a model makes it longer.',
      source: functions,
      fixes: isFlex ? [setting(node, `Keep two instances of "${node.title}" warm`, { alwaysReady: 2 })] : [],
    };
  },
};

const month = 730;

function setting(node: GraphNode, title: string, set: Readonly<Record<string, UsageValue | undefined>>): Fix {
  const edit: PlanEdit = { type: 'set-usage', id: node.id, set };
  return { title, edits: [edit] };
}

/** Hours that two amounts come to; undefined if one is unknown. */
function sum(a: FieldRange | undefined, b: FieldRange | undefined): number | undefined {
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? undefined : left + right;
}

function numberOf(range: FieldRange | undefined): number | undefined {
  return typeof range?.high === 'number' ? range.high : undefined;
}
