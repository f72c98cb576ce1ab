import type { GraphNode } from '../../catalog';
import { costWords, money, nodeCostOfDayWords, scoresOfDayWords } from '../../format';
import type { Decision } from '../../plan';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { relativePath } from '../parts/places';
import { oneLine, row, table } from './markdown-text';
import { decided, decisionFile, link, sentence, serviceName } from './shared';

/** A record for each decision, with the figures of the moment when it was first exported. */
export const adr: Exporter = {
  meta: {
    id: 'adr',
    title: 'Decision records',
    group: 'documents',
    covers: 'One page for each node with a decision: why it was chosen, what was rejected, and the figures of that moment.',
    services: [],
  },

  applies: (context) => decided(context).length > 0,

  *write(context) {
    for (const node of decided(context)) yield record(context, node);
  },
};

function record(context: ExportContext, node: GraphNode): Draft {
  const lines = new TextLines();
  const path = decisionFile(context, node);
  const { decision, owner, definition } = node.node;
  const service = serviceName(context, node.node.service);
  lines.add(
    `<!-- Exported from ${oneLine(context.file).replace(/--/g, '- -')}, node ${node.id}. The figures stay as they were when this decision was first exported. -->`,
    `# ${oneLine(node.title)}: ${service}`,
    '',
    row(['', '']),
    row(['---', '---']),
    row(['node', `\`${node.id}\``]),
  );
  if (decision?.by !== undefined) lines.add(row(['decided by', oneLine(decision.by)]));
  if (decision?.date !== undefined) lines.add(row(['decided on', decision.date]));
  if (owner !== undefined) lines.add(row(['owner', oneLine(owner)]));
  if (definition !== undefined && definition.trim() !== '')
    lines.add(row(['built in', link(oneLine(definition), relativePath(path, definition.trim()))]));
  lines.gap().add('## Decision', '');
  const because = sentence(decision?.because ?? '');
  lines.add(`${service}.${because === '' ? '' : ` ${because}`}`, '');
  const rejected = Object.entries(decision?.rejected ?? {});
  if (rejected.length > 0) {
    lines.add('## Rejected', '');
    for (const [id, reason] of rejected) lines.add(`- **${serviceName(context, id)}**: ${sentence(reason)}`);
    lines.gap();
  }
  if (decision?.recorded) {
    recordedFigures(context, decision.recorded, lines);
    return { path, nodes: [node.id], format: 'text', lines };
  }
  const frozen = frozenFigures(context.earlier(path), lines.lines);
  if (frozen) lines.add(...frozen);
  else figures(context, node, lines);
  return { path, nodes: [node.id], format: 'text', lines };
}

const figuresHeading = '## Figures when recorded';

/** The figures of an earlier export, if it recorded the same decision: they say what was known when it was taken. */
function frozenFigures(earlier: string | undefined, now: readonly string[]): readonly string[] | undefined {
  if (earlier === undefined) return undefined;
  const lines = earlier.replace(/\n$/, '').split('\n');
  const at = lines.indexOf(figuresHeading);
  return at >= 0 && decisionIn(lines.slice(0, at)) === decisionIn(now) ? lines.slice(at) : undefined;
}

/** What was decided, without what may change later, such as the owner. */
function decisionIn(lines: readonly string[]): string {
  return lines.slice(lines.indexOf('## Decision')).join('\n').trim();
}

/** The figures that the plan keeps of the day of a decision. */
function recordedFigures(context: ExportContext, recorded: NonNullable<Decision['recorded']>, lines: TextLines): void {
  const { currency, priceBook, options } = recorded;
  lines.add(figuresHeading, '');
  table(
    lines,
    ['', 'this node, a month', 'scores of the plan'],
    Object.entries(options).map(([id, option]) => [
      `${serviceName(context, id)}${option.date === undefined ? '' : `, on ${option.date}`}`,
      nodeCostOfDayWords(option, currency),
      scoresOfDayWords(option),
    ]),
  );
  lines.add(
    `List prices in ${currency}${priceBook === undefined ? '' : `, price book \`${oneLine(priceBook)}\``}, as the plan recorded them.`,
  );
}

function figures(context: ExportContext, node: GraphNode, lines: TextLines): void {
  const { cost, scores } = context.evaluation;
  const { currency } = cost;
  lines.add(figuresHeading, '');
  const machines = context.out(node, 'runs-on').map(({ to }) => to);
  const nodeRow = (label: string, id: string): string[] => {
    const own = cost.nodes[id];
    if (!own) return [label, 'unknown', 'unknown', 'unknown'];
    const words = (likely: number) => costWords({ ...own, likely }, currency);
    return [label, words(own.low), words(own.likely), words(own.high)];
  };
  const amount = (value: number) => `${cost.unknown.length > 0 ? 'at least ' : ''}${money(value, currency)}`;
  table(
    lines,
    ['a month', 'low', 'likely', 'high'],
    [
      nodeRow('this node', node.id),
      ...machines
        .filter((to, at) => machines.indexOf(to) === at && to !== node)
        .map((to) => nodeRow(`${oneLine(to.title)}, which it runs on`, to.id)),
      ['the whole plan', amount(cost.monthly.low), amount(cost.monthly.likely), amount(cost.monthly.high)],
    ],
  );
  const score = (value: number | null) => (value === null ? 'not scored' : String(Math.round(value)));
  lines.add(
    `List prices in ${currency}, price book \`${cost.priceBook.id}\`. Scores of the plan: maintainability ${score(scores.maintainability.value)}, skills ${score(scores.skills.value)}, integration ${score(scores.integration.value)}, MLOps maturity ${scores.maturity.level}.`,
  );
}
