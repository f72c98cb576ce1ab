import { evaluate } from '#engine/evaluate';
import { applyPack, manifestFile } from '#engine/packs';
import { emptyPlan, type Plan } from '#engine/plan';
import { catalog, priceBook, scoring } from '#resources';

/* Time of a check of a large plan with rules of packs that do as much as they can: the step budget has to end each of them. */

/** Conditions that are slow in different ways, by name. */
export const slow: Readonly<Record<string, string>> = {
  nothing: 'true',
  'walk all nodes': 'plan.nodes.exists(n, n.id == "x" && n.title == "y")',
  'walk all nodes twice': 'plan.nodes.all(a, plan.nodes.all(b, a.title == a.title))',
  arithmetic: `plan.nodes.all(n, ${'1.0+'.repeat(150)}1.0 > 0.0)`,
  'lists in the expression': `[${'1,'.repeat(90)}1].all(a, [${'1,'.repeat(90)}1].all(b, a + b > 0))`,
  repetitions: 'node.title.matches("(a?){80}(a?){80}")',
  alternatives: 'node.title.matches("(a|b|c|d){60}$")',
  'states without end': 'node.title.matches("(a|b)*a(a|b){60}c")',
  classes: 'node.title.matches("(?i)[\\\\p{L}\\\\p{N}]{300}x")',
  'patterns inside loops': 'plan.nodes.exists(n, n.title.matches("(x+x+)+y"))',
  'searches for texts': 'plan.nodes.exists(n, node.title.contains(n.title))',
  'split into letters': 'plan.nodes.map(n, n.title).join("").split("").exists(c, c == "?")',
  'joined texts': 'plan.nodes.map(n, n.title).join(",").lowerAscii().contains("?")',
  'all upstream of all': 'plan.nodes.exists(n, n.upstream.size() + n.downstream.size() > 100000)',
  'usage of all': 'plan.nodes.exists(n, n.usage.exists(k, k == "?"))',
  'time zones': 'plan.nodes.exists(n, timestamp("2026-11-21T00:00:00Z").getHours("Europe/Berlin") == 25)',
};

/** A plan with long titles of the letters that patterns of this kind are slow on, each title another. */
export function longTitles(nodes: number): Plan {
  const title = (at: number) => 'ab'.repeat(480).replace(/./g, (letter, place: number) => ((at >> (place % 13)) & 1 ? 'a' : letter));
  return {
    ...emptyPlan('Long titles'),
    nodes: Object.fromEntries(
      Array.from({ length: nodes }, (_, at) => [
        `n${at}`,
        { service: 'azure-storage', title: `${title(at)}${at}`, usage: { storedData: '5 GB' } },
      ]),
    ),
    edges: Array.from({ length: nodes - 1 }, (_, at) => ({ from: `n${at}`, to: `n${at + 1}`, kind: 'data' as const })),
  };
}

/** Time of a check with one rule alone, in milliseconds, and its result. */
export function checkedWith(holds: string, plan: Plan): { readonly ms: number; readonly said: string } {
  const files = [
    { path: manifestFile, text: 'pack: 1\nid: own\nname: Own\nversion: "1"\n' },
    {
      path: 'rules/own.yaml',
      text: `id: own-rule\ntitle: Own\nseverity: warning\nfor: node\nholds: ${JSON.stringify(holds)}\nmessage: m\nwhy: w\n`,
    },
  ];
  const { basis, report } = applyPack({ catalog, book: priceBook, scoring, rules: [], packs: [] }, files, new Set());
  const [fault] = report.faults;
  if (fault) return { ms: 0, said: `refused: ${fault.message}` };
  const start = performance.now();
  const { findings } = evaluate({ plan, ...basis, today: '2026-11-21', factors: [1] });
  return { ms: performance.now() - start, said: findings.at(0)?.message ?? 'no finding' };
}
