import type { GraphNode, PlanGraph, Service } from '../../catalog';
import type { Plan } from '../../plan';
import { platformOf } from '../../notions';
import { hasGpu } from './machines';

/*
 * What the reason of a decision claims of the chosen service, where the catalog or the plan knows better. A reason is free text, so only
 * plain claims count, and a claim that is denied ("no GPU") counts as its opposite.
 */

/** A claim of a reason that something else in the plan contradicts. */
export interface Contradiction {
  /** The words of the reason, as they stand there. */
  readonly words: string;
  /** What is known, as a sentence goes on after "but". */
  readonly but: string;
}

interface Subject {
  readonly plan: Plan;
  readonly graph: PlanGraph;
  readonly node: GraphNode;
  readonly service: Service;
}

interface Claim {
  readonly pattern: RegExp;
  /** What is known instead, if the claim does not hold. @param denied true for "no GPU" and the like */
  readonly contradicted: (of: Subject, denied: boolean, found: RegExpExecArray) => string | undefined;
}

const claims: readonly Claim[] = [
  {
    pattern: /\bno[- ]code\b|\bwithout (?:writing )?(?:any )?code\b/i,
    contradicted: ({ service }, denied) =>
      !denied && service.approach === 'code' ? `${service.shortName} is worked with in code` : undefined,
  },
  {
    pattern: /\bscal(?:es?|ing) (?:down )?to (?:zero|nothing)\b|\b(?:costs|pay) nothing (?:when|while) idle\b/i,
    contradicted: ({ graph, node, service }, denied) => {
      if (denied) return undefined;
      if (service.compute?.scaleToZero === false) return `${service.shortName} cannot do that`;
      const kept = graph.amount(node, 'minNodes') ?? 0;
      return kept > 0 ? `its minimum is ${kept} ${kept === 1 ? 'node' : 'nodes'}` : undefined;
    },
  },
  {
    // what an orchestrator starts may have a GPU that it has not
    pattern: /\b(?:has|have|with|without|needs?|no|takes?|offers?|supports?|uses?|on) (?:an? |any |the |its )?(?:\w+ )?GPUs?\b/i,
    contradicted: ({ graph, node, service }, denied) => {
      if (denied) return hasGpu(graph, node) ? 'it runs on machines with a GPU' : undefined;
      return service.compute?.gpu === false && service.stages[0] !== 'orchestration' ? `${service.shortName} has no GPU` : undefined;
    },
  },
  {
    pattern: /\bfully[- ]managed\b|\bnothing to (?:patch|operate|look after)\b/i,
    contradicted: ({ service }, denied) =>
      !denied && (service.managed === 'self-managed' || service.managed === 'local')
        ? `${service.shortName} is looked after by the team`
        : undefined,
  },
  {
    pattern: /\bdistributed (?:training|processing|work|computing)\b|\bover many machines\b/i,
    contradicted: ({ service }, denied) =>
      !denied && service.compute?.distributed === false ? `${service.shortName} works on one machine` : undefined,
  },
  {
    pattern:
      /\b(?:waits? for|asks? for|has|have|offers?|supports?) (?:an? |the |its )?(?:manual |human |built-in )*approvals?\b|\bapprovals? (?:is|are) built in\b/i,
    contradicted: ({ service }, denied) =>
      !denied && service.triggers?.manualApproval === 'no' ? `${service.shortName} cannot wait for an approval` : undefined,
  },
  {
    pattern: /\btumbling[- ]windows?\b/i,
    contradicted: ({ service }, denied) =>
      !denied && service.triggers && !service.triggers.schedule.includes('tumbling-window')
        ? `${service.shortName} has no tumbling windows`
        : undefined,
  },
  {
    pattern: /\bcron\b/i,
    contradicted: ({ service }, denied) =>
      !denied && service.triggers && service.triggers.schedule.length > 0 && !service.triggers.schedule.includes('cron')
        ? `${service.shortName} takes no cron lines`
        : undefined,
  },
  {
    pattern: /\breal[- ]time\b|\blow latency\b/i,
    contradicted: ({ service, node }, denied) =>
      !denied && node.stage === 'deployment-batch' && !service.stages.includes('deployment-realtime')
        ? `${service.shortName} scores in batches`
        : undefined,
  },
  {
    pattern: /\b(?:we|team|people|everyone|engineers|scientists) (?:already |all )?knows? ([A-Za-z][A-Za-z .+#-]*[A-Za-z#+])/i,
    contradicted: ({ plan, graph }, denied, found) => {
      const said = (found[1] ?? '').toLowerCase();
      const skill = graph.catalog.skills.find(
        ({ id, name }) => said.startsWith(name.toLowerCase()) || said.startsWith(id.replaceAll('-', ' ')),
      );
      return !denied && skill && plan.context.team?.skills?.[skill.id] === 'none'
        ? `the context says that the team has no ${skill.name}`
        : undefined;
    },
  },
  {
    pattern: /\b(?:is |are )?already (?:in use|running|in place|there)\b|\bwe already (?:run|use|have) (?:it|this)\b/i,
    contradicted: ({ plan, service }, denied) => {
      const estate = plan.context.estate ?? [];
      const platform = platformOf(service.id);
      const runs = estate.some((id) => id === service.id || (platform !== undefined && platformOf(id) === platform));
      return !denied && estate.length > 0 && !runs ? `the context does not list ${service.shortName} among what is already run` : undefined;
    },
  },
];

/** The claims of a reason that do not hold for the node that it is given for. */
export function contradictionsIn(reason: string, of: Subject): readonly Contradiction[] {
  return claims.flatMap(({ pattern, contradicted }) => {
    const found = pattern.exec(reason);
    if (!found) return [];
    const denied = isDenied(reason, found);
    const but = contradicted(of, denied, found);
    return but === undefined ? [] : [{ words: found[0].trim(), but }];
  });
}

/** True for "no GPU", "without approvals" and "real time is not asked for". */
function isDenied(reason: string, { index, 0: words }: RegExpExecArray): boolean {
  const before = reason.slice(0, index);
  const after = reason.slice(index + words.length);
  return (
    /\b(?:no|not|never|without|neither|nobody|n't)\b[^.,;]{0,20}$/i.test(before) ||
    /\b(?:no|without)\b/i.test(words) ||
    /^\s*(?:\w+\s)?(?:is|are|was|were)(?: not|n't)\b/i.test(after)
  );
}

/**
 * Another service that a reason names as the chosen one: by its name at the start of the reason, or after "we chose". The reason for one
 * service may well speak of others in its course.
 */
export function chosenInstead(reason: string, service: Service, others: readonly Service[]): Service | undefined {
  const start =
    /^(?:(?:we|the team) (?:chose|choose|use|take|took|picked|selected|prefer|go with|went with) )?(?:the )?(.*)$/is.exec(
      reason.trim(),
    )?.[1] ?? '';
  if (startsWithOne(start, service)) return undefined;
  return others.filter((other) => startsWithOne(start, other)).sort((a, b) => b.shortName.length - a.shortName.length)[0];
}

function startsWithOne(text: string, { name, shortName, guideName }: Service): boolean {
  const lower = text.toLowerCase();
  const bare = name.replace(/ \([^)]*\)$/, '');
  return [name, shortName, guideName, bare, bare.replace(/^Azure /, '')].some((one) => {
    if (one === undefined || one.length < 5 || !lower.startsWith(one.toLowerCase())) return false;
    return !/^[\w-]/.test(text.slice(one.length));
  });
}
