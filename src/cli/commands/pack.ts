import { counted } from '#engine/format';
import { rules } from '#engine/validate';
import { applyPacks, type PackReport } from '#engine/packs';
import { catalog, priceBook, scoring } from '#resources';
import { UsageError, type Command } from '../command';
import { styleOf, type Style } from '../output/style';
import { jsonText, shownText } from '../output/safe-text';
import { faultsOf, iconNames, readPacks, tellFaults } from '../packs';

/** Reports the contents and problems of packs: for pack authors, and for CI of a pack's repository. */
export const pack: Command = {
  name: 'pack',
  summary: 'check packs: what each adds and changes, and its faults',
  operands: 'DIR...',
  options: { format: { type: 'string', choices: ['text', 'json'], help: 'output format (default: text)' } },
  async run(folders, options, terminal) {
    if (folders.length === 0) throw new UsageError('Name the folder of at least one pack.');
    const all = await readPacks(folders);
    const packs = all.filter(({ unreadable }) => !unreadable);
    tellFaults(
      faultsOf(
        all.filter(({ unreadable }) => unreadable),
        [],
      ),
      terminal,
    );
    const { reports } = applyPacks({ catalog, book: priceBook, scoring, rules, packs: [] }, packs, iconNames);
    const exit = packs.length < all.length ? 2 : reports.some(({ faults }) => faults.length > 0) ? 1 : 0;
    if (options.choice<'text' | 'json'>('format', 'text') === 'json') {
      const answers = reports.map((report, at) => ({ folder: packs[at]?.folder, ...report }));
      terminal.out(jsonText(answers));
      return exit;
    }
    const style = styleOf(terminal.colour);
    reports.forEach((report, at) => terminal.show(`${linesOf(packs[at]?.folder ?? '', report, style).join('\n')}\n`));
    tellFaults(faultsOf(packs, reports), terminal);
    return exit;
  },
};

function linesOf(
  folder: string,
  { pack: info, services, rules: some, severities, meters, weights, synonyms, faults }: PackReport,
  style: Style,
): string[] {
  const lines = [
    `${style.bold(info ? shownText(`${info.name} ${info.version}`) : 'No pack')}  ${style.dim(shownText(folder))}`,
    ...(info?.summary === undefined ? [] : [`  ${shownText(info.summary)}`]),
    ...(info?.publisher === undefined ? [] : [`  from ${shownText(info.publisher)}`]),
    ...(info?.validUntil === undefined ? [] : [`  meant to hold until ${shownText(info.validUntil)}`]),
    '',
  ];
  const list = (title: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push(`  ${style.bold(title)}`, ...rows.map((row) => `    ${shownText(row)}`), '');
  };
  list(
    'Services',
    services.map(({ id, name, how }) => `${id.padEnd(34)} ${name} (${how})`),
  );
  list(
    'Rules',
    some.map(({ id, title }) => `${id.padEnd(34)} ${title}`),
  );
  list(
    'Rules that weigh differently',
    severities.map(({ rule, from, to }) => `${rule.padEnd(34)} ${from} → ${to}`),
  );
  list('Prices of meters', meters);
  list('Weights', weights);
  if (synonyms > 0) lines.push(`  ${style.bold('Words to search by')}`, `    ${synonyms}`, '');
  lines.push(
    faults.length === 0
      ? style.green('  Nothing is wrong with it.')
      : style.red(`  ${counted(faults.length, 'fault')}; what they are about does not count.`),
  );
  return lines;
}
