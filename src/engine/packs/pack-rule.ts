import { ExpressionError, swapEdits, type GraphEdge, type GraphNode } from '../catalog';
import { counted } from '../format';
import type { PlanEdit, PlanNode, Edge } from '../plan';
import type { Fix, Found, PackInUse, Rule, RuleInput, RuleMeta } from '../validate';
import { readCondition, type Condition } from './condition';
import { packLimits } from './limits';
import { readTemplate, type TextTemplate } from './text-template';
import type { FixFile, RuleFile } from './pack';
import { TooManySteps } from './steps';
import { viewsOf } from './views/views';

/** Called for an expression that cannot be read, with its key path in the rule's file and the error. */
export type BrokenExpression = (path: readonly (string | number)[], error: ExpressionError) => void;

/** Makes a rule from a pack's file. @returns `undefined` when one of its expressions cannot be read */
export function packRule(file: RuleFile, pack: PackInUse, broken: BrokenExpression): Rule | undefined {
  let sound = true;
  const reading = <T>(path: readonly (string | number)[], read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      broken(path, error);
      sound = false;
      return undefined;
    }
  };
  const subject = file.for;
  const where = file.where === undefined ? undefined : reading(['where'], () => readCondition(file.where ?? '', subject));
  const holds = reading(['holds'], () => readCondition(file.holds, subject));
  const message = reading(['message'], () => readTemplate(file.message, subject));
  const why = reading(['why'], () => readTemplate(file.why, subject));
  const fixes = (file.fixes ?? []).map((fix, at) => {
    const title = reading(['fixes', at, 'title'], () => readTemplate(fix.title, subject));
    const set = Object.entries(fix.set ?? {}).map(([key, text]) => {
      const template = reading(['fixes', at, 'set', key], () => readTemplate(text, subject));
      return [key, template] as const;
    });
    return { fix, title, set };
  });
  if (!sound || !holds || !message || !why) return undefined;
  const parts: Parts = { file, where, holds, message, why, fixes: fixes as Parts['fixes'] }; // nothing was broken, so every part was read
  const meta = metaOf(file, pack);
  return { meta, isOpaque: true, check: (input) => check(parts, meta, input) };
}

interface Parts {
  readonly file: RuleFile;
  readonly where: Condition<boolean> | undefined;
  readonly holds: Condition<boolean>;
  readonly message: TextTemplate;
  readonly why: TextTemplate;
  readonly fixes: readonly {
    readonly fix: FixFile;
    readonly title: TextTemplate;
    readonly set: readonly (readonly [string, TextTemplate])[];
  }[];
}

function metaOf({ id, title, severity, family, pillar, stages, docs, why, sources }: RuleFile, pack: PackInUse): RuleMeta {
  const [first, ...rest] = sources ?? [];
  return {
    id,
    title,
    severity,
    family: (family ?? 'organisation') as RuleMeta['family'], // the schema accepts only known families
    pillar: (pillar ?? 'operational-excellence') as RuleMeta['pillar'],
    stages: stages ?? 'all',
    sources: first ? [first, ...rest] : [{ title: `${pack.name} ${pack.version}` }],
    entries: [],
    docs: docs ?? why.replace(/\{\{|\}\}|\{[^}]*\}/g, (part) => (part.length === 2 ? part.slice(1) : '…')),
  };
}

type Place = { readonly node: GraphNode } | { readonly edge: GraphEdge } | Record<string, never>;

function* check(parts: Parts, { title }: RuleMeta, input: RuleInput): Iterable<Found> {
  const views = viewsOf(input);
  const { file, where, holds, message, why } = parts;
  const untold: { readonly place: Place; readonly because: string }[] = [];
  try {
    for (const place of placesOf(file.for, input)) {
      const values = {
        plan: views.plan,
        today: input.today,
        ...('node' in place ? { node: views.node(place.node) } : 'edge' in place ? { edge: views.edge(place.edge) } : {}),
      };
      try {
        views.steps.take(1);
        if (where && !where.evaluate(values)) continue;
        if (holds.evaluate(values)) continue;
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        untold.push({ place, because: error.message });
        continue;
      }
      yield {
        ...placed(place),
        ...pathOf(file, place),
        message: message.fill(values),
        why: why.fill(values),
        ...(parts.fixes.length > 0 ? { fixes: () => fixesOf(parts, place, input, values) } : {}),
      };
    }
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    yield {
      message: `"${title}" was not checked to its end: the plan is too large for what the rule looks at.`,
      why: `The rules of all packs together may take ${packLimits.steps / 1e6} million steps in one check of a plan. Narrow the rule down with "where", walk fewer lists, or use smaller patterns.`,
    };
  }
  // both are at least as severe as the rule itself: a plan that could not be checked must not pass a gate
  const [first] = untold;
  if (first)
    yield {
      nodes: untold.flatMap(({ place }) => ('node' in place ? [place.node.id] : [])),
      edges: untold.flatMap(({ place }) => ('edge' in place ? [place.edge.edge] : [])),
      message: `"${title}" could not be checked for ${counted(untold.length, 'place')}: ${first.because}.`,
      why: 'The rule reads a value that the plan leaves out. Add it to the plan, or let the rule test has(…) first.',
    };
}

function placesOf(subject: RuleFile['for'], { graph }: RuleInput): readonly Place[] {
  switch (subject) {
    case 'node':
      return graph.nodes.map((node) => ({ node }));
    case 'edge':
      return graph.edges.map((edge) => ({ edge }));
    case 'plan':
      return [{}];
  }
}

function placed(place: Place): Pick<Found, 'nodes' | 'edges'> {
  return 'node' in place ? { nodes: [place.node.id] } : 'edge' in place ? { edges: [place.edge.edge] } : {};
}

function pathOf({ at }: RuleFile, place: Place): Pick<Found, 'path'> {
  if (!at) return {};
  if ('node' in place) return { path: ['nodes', place.node.id, ...at] };
  return 'edge' in place ? {} : { path: at };
}

function fixesOf({ fixes }: Parts, place: Place, { plan, catalog }: RuleInput, values: Readonly<Record<string, unknown>>): Fix[] {
  return fixes.flatMap(({ fix, title, set }) => {
    const keys = Object.fromEntries(set.map(([key, text]) => [key, text.fill(values)]));
    const edits: PlanEdit[] = [];
    if ('node' in place) {
      const { id } = place.node;
      if (fix.remove) edits.push({ type: 'remove-nodes', ids: [id], heal: true });
      if (fix.swap !== undefined) edits.push(...swapEdits(plan, catalog, id, fix.swap));
      if (set.length > 0) edits.push({ type: 'change-node', id, set: keys as Partial<PlanNode> }); // the schema accepts only keys of a node
      if (fix.usage) edits.push({ type: 'set-usage', id, set: fix.usage });
    } else if ('edge' in place) {
      const { from, to, kind } = place.edge.edge;
      if (fix.remove) edits.push({ type: 'remove-edges', edges: [{ from, to, kind }] });
      if (set.length > 0) edits.push({ type: 'change-edge', edge: { from, to, kind }, set: keys as Partial<Edge> });
    }
    if (fix.context) edits.push({ type: 'set-context', set: fix.context });
    return edits.length > 0 ? [{ title: title.fill(values), edits }] : [];
  });
}
