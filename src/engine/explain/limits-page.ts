import type { Catalog, Limit, SizeSeries, Source } from '../catalog';
import { formatQuantity } from '../format';
import { endsOf, limitChecks, type CheckedClaim, type LimitChecksInput } from './limit-checks';

/** The limits and last days of services as a page of the documentation: what checks each, and what nothing checks, with the reason. */
export function limitsPage(input: LimitChecksInput): string {
  const { catalog } = input;
  const { claims } = limitChecks(input);
  const unchecked = claims.filter(({ because }) => because !== undefined);
  const limits = catalog.services.flatMap((service) => (service.limits ?? []).map((limit) => ({ service, limit })));
  const ends = catalog.services.flatMap((service) => endsOf(service).map((end) => ({ service, ...end })));
  return `${[
    '# Limits and last days of services',
    '',
    `The catalog states ${limits.length} limits and ${ends.length} ends of settings as data, and its texts and the list of knowledge state ${claims.length} more or the same in words. This page says what checks each. Of those in words, ${unchecked.length} are checked by nothing, for the reason given. It is made by \`npm run generate\` from the files of the services, \`resources/catalog/sizes.yaml\` and \`resources/knowledge/limits.yaml\`; a test fails when a text states a limit or a day that nothing accounts for.`,
    '',
    '## Not checked',
    '',
    '| service or statement | says | why nothing checks it |',
    '| --- | --- | --- |',
    ...unchecked.map(({ claim, because }) => `| ${nameOf(catalog, claim.of)} | ${cell(claim.says)} | ${cell(because ?? '')} |`),
    '',
    '## Limits',
    '',
    'Checked by [`within-limits`](rules/within-limits.md); limits of approvals by [`approval-supported`](rules/approval-supported.md). A question mark follows a figure that its page was not seen to say.',
    '',
    '| service | limit | where it holds | source |',
    '| --- | --- | --- | --- |',
    ...limits.map(
      ({ service, limit }) =>
        `| ${service.shortName} | ${cell(boundWords(limit))} | ${limit.when === undefined ? 'always' : `\`${cell(limit.when)}\``} | ${sourceCell(limit.source)}${limit.unconfirmed ? ' ?' : ''} |`,
    ),
    '',
    '## Settings that end',
    '',
    'Checked by [`no-ended-setting`](rules/no-ended-setting.md).',
    '',
    '| service | setting | last day |',
    '| --- | --- | --- |',
    ...ends.map(({ service, setting, on }) => `| ${service.shortName} | ${cell(setting)} | ${on ?? 'no day is known'} |`),
    '',
    '## Services that end',
    '',
    'Checked by [`no-retired-service`](rules/no-retired-service.md) and [`service-retires-soon`](rules/service-retires-soon.md).',
    '',
    '| service | last day |',
    '| --- | --- |',
    ...catalog.services.flatMap(({ shortName, status }) =>
      status.retiresOn === undefined ? [] : [`| ${shortName} | ${status.retiresOn} |`],
    ),
    '',
    '## Machine sizes that end',
    '',
    'Checked by [`gpu-size-ended`](rules/gpu-size-ended.md) and [`machine-size-ends`](rules/machine-size-ends.md).',
    '',
    '| series | last day | its place is taken by | source |',
    '| --- | --- | --- | --- |',
    ...catalog.sizes.series.map(
      (series) =>
        `| ${seriesWords(series)} | ${series.on}${series.announcedOnly ? ', announced' : ''} | ${series.successorName} | ${sourceCell(series.source)} |`,
    ),
    '',
    '## Said in words, and checked',
    '',
    '| service or statement | says | checked by |',
    '| --- | --- | --- |',
    ...claims.filter(({ rules }) => rules.length > 0).map((checked) => checkedRow(catalog, checked)),
  ].join('\n')}\n`;
}

function checkedRow(catalog: Catalog, { claim, rules }: CheckedClaim): string {
  return `| ${nameOf(catalog, claim.of)} | ${cell(claim.says)} | ${rules.map((id) => `[\`${id}\`](rules/${id}.md)`).join(', ')} |`;
}

function boundWords(limit: Limit): string {
  switch (limit.kind) {
    case 'amount': {
      const bound = limit.most ?? limit.least ?? 0;
      const amount =
        typeof bound === 'string'
          ? bound
          : limit.unit === 'size' || limit.unit === 'duration'
            ? formatQuantity(bound, limit.unit)
            : `${bound} ${limit.unit}`.trim();
      const most = limit.most === undefined ? 'at least' : 'at most';
      return limit.unit === '' ? limit.because : `${most} ${amount}`;
    }
    case 'settings':
      return limit.because;
    case 'edge':
      return `no ${limit.edge} ${limit.direction === 'in' ? 'into' : 'out of'} it`;
    case 'need':
      return 'no approvals';
  }
}

function seriesWords({ name, hardware }: SizeSeries): string {
  return hardware === undefined ? name : `${name} (${hardware})`;
}

function nameOf(catalog: Catalog, of: string): string {
  return catalog.get(of)?.shortName ?? `\`${of}\``;
}

function sourceCell({ title, url, seen }: Source): string {
  return `${url === undefined ? cell(title) : `[${cell(title)}](${url})`}${seen === undefined ? '' : `, ${seen}`}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
