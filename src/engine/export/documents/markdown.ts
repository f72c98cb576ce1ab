import { costOfBudget, costWords, list, money, moneyRange } from '../../format';
import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { relativePath } from '../parts/places';
import { oneLine, row, table } from './markdown-text';
import {
  costFile,
  decided,
  decisionFile,
  drawioFile,
  isInBundle,
  link,
  mermaidFile,
  paragraph,
  sentence,
  serviceName,
  summaryFile,
} from './shared';

/** Nodes in the list of those that cost most. */
const dearest = 5;
/** The multiple of today's load that the summary shows; the cost panel has the others. */
const shownFactor = 10;

/** One page about the plan: what it costs, how it scores, what is found, what was decided. */
export const markdown: Exporter = {
  meta: {
    id: 'markdown',
    title: 'Summary (Markdown)',
    group: 'documents',
    covers: 'One page with cost, scores, findings and decisions.',
    services: [],
  },

  applies: (context) => context.graph.nodes.length > 0,

  *write(context) {
    const lines = new TextLines();
    const { plan, file } = context;
    lines.add(`<!-- Exported from ${oneLine(file).replace(/--/g, '- -')} -->`, `# ${oneLine(plan.name)}`, '');
    if ((plan.summary ?? '').trim() !== '') lines.add(paragraph(plan.summary ?? ''), '');
    figures(context, lines);
    costs(context, lines);
    findings(context, lines);
    decisions(context, lines);
    pictures(context, lines);
    yield { path: summaryFile(context), format: 'text', lines };
  },
};

function figures({ plan, graph, evaluation: { cost, scores } }: ExportContext, lines: TextLines): void {
  const { currency, monthly, unknown, priceBook } = cost;
  const budget = plan.context.budgetPerMonth;
  const range = moneyRange(monthly, currency);
  const scale = cost.atScale.filter(({ factor }) => factor === shownFactor);
  const score = (value: number | null) => (value === null ? 'not scored' : `${Math.round(value)} of 100`);
  lines.add(row(['', '']), row(['---', '---']));
  const rows: [string, string][] = [
    ['cost a month', `**${costOfBudget(monthly.likely, unknown.length, budget, currency)}**${range === undefined ? '' : ` (${range})`}`],
    ['prices', `list prices in ${currency}, ${oneLine(priceBook.title)} (\`${priceBook.id}\`), as of ${priceBook.asOf}`],
    ['paid while nothing runs', money(cost.alwaysOn, currency)],
    ...scale.map(({ factor, likely }): [string, string] => [`at ${factor} times the load`, money(likely, currency)]),
    ['maintainability', score(scores.maintainability.value)],
    ['skills', score(scores.skills.value)],
    ['integration', score(scores.integration.value)],
    ['MLOps maturity', `level ${scores.maturity.level} of 4: ${oneLine(scores.maturity.title)}`],
    ['size', `${graph.nodes.length} nodes, ${graph.edges.length} edges`],
  ];
  for (const cells of rows) lines.add(row(cells));
  lines.gap();
}

function costs(context: ExportContext, lines: TextLines): void {
  const { nodes, currency, unknown } = context.evaluation.cost;
  const paid = context.graph.nodes
    .filter((node) => (nodes[node.id]?.likely ?? 0) > 0)
    .sort((a, b) => (nodes[b.id]?.likely ?? 0) - (nodes[a.id]?.likely ?? 0) || a.at - b.at)
    .slice(0, dearest);
  if (paid.length > 0) {
    lines.add('## What costs most', '', row(['node', 'a month']), row(['---', '---']));
    for (const node of paid) {
      const own = nodes[node.id];
      const words = own ? costWords(own, currency) : 'unknown';
      lines.block({ nodes: [node.id] }, () => lines.add(row([named(node), words])));
    }
    lines.gap();
    if (isInBundle(context, 'csv')) lines.add(`All lines: ${link('cost.csv', relativePath(summaryFile(context), costFile(context)))}.`, '');
  }
  const open = context.graph.nodes.filter(({ id }) => unknown.includes(id));
  if (open.length > 0) lines.add(`Without a known cost, or only with a part of it: ${list(open.map(named), 'and')}.`, '');
}

function findings(context: ExportContext, lines: TextLines): void {
  const { evaluation, graph } = context;
  lines.add('## Findings', '');
  if (evaluation.findings.length === 0) {
    lines.add('None.', '');
    return;
  }
  lines.add(row(['#', 'severity', 'where', 'finding']), row(['---', '---', '---', '---']));
  for (const { number, severity, nodes, edges, message, waived } of evaluation.findings) {
    const known = nodes.filter((id) => graph.get(id));
    const places = [...known, ...edges].slice(0, 6).map((id) => `\`${id}\``);
    const more = known.length + edges.length - places.length;
    const where = places.length === 0 ? 'plan' : `${places.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    const until = waived?.until === undefined ? '' : ` until ${waived.until}`;
    const by = waived?.owner === undefined ? '' : ` by ${oneLine(waived.owner)}`;
    const words = waived ? `${sentence(message)} Waived${by}${until}: ${sentence(waived.because)}` : sentence(message);
    lines.block({ nodes: known, edges }, () => lines.add(row([String(number), waived ? `${severity}, waived` : severity, where, words])));
  }
  lines.gap();
}

function decisions(context: ExportContext, lines: TextLines): void {
  const all = decided(context);
  if (all.length === 0) return;
  lines.add('## Decisions', '');
  const linked = isInBundle(context, 'adr');
  for (const node of all) {
    const title = linked ? link(oneLine(node.title), relativePath(summaryFile(context), decisionFile(context, node))) : oneLine(node.title);
    const because = node.node.decision?.because;
    const reason = because === undefined || because.trim() === '' ? '' : `. ${sentence(because)}`;
    lines.block({ nodes: [node.id] }, () => lines.add(`- ${title}: ${serviceName(context, node.node.service)}${reason}`));
  }
  lines.gap();
}

function pictures(context: ExportContext, lines: TextLines): void {
  const files = [
    ...(isInBundle(context, 'mermaid') ? [['Mermaid', mermaidFile(context)] as const] : []),
    ...(isInBundle(context, 'drawio') ? [['draw.io, to edit', drawioFile(context)] as const] : []),
  ];
  if (files.length === 0) return;
  lines.add('## Picture', '');
  table(
    lines,
    ['format', 'file'],
    files.map(([format, file]) => [format, link(file, relativePath(summaryFile(context), file))]),
  );
}

function named(node: GraphNode): string {
  return node.title === node.id ? `\`${node.id}\`` : `${oneLine(node.title)} (\`${node.id}\`)`;
}
