import type { Ends } from '../../catalog';
import type { PlanEdit } from '../../plan';
import { type Setting, settingsOf } from '../../notions';
import { endingOf } from '../questions/end-dates';
import type { Fix, Rule } from '../rule';
import { page } from '../sources';

/** A service can be current while the tier, version or mode that a node has chosen is not; the form shows them side by side. */
export const noEndedSetting: Rule = {
  meta: {
    id: 'no-ended-setting',
    title: 'No setting that has ended or will end',
    severity: 'error',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: 'all',
    sources: [page('Azure service retirements', 'https://github.com/Azure/EOL/blob/main/service_list.json', '2025-12-18')],
    entries: [
      'cr-acr-content-trust',
      'cr-adf-memory-optimized',
      'cr-adls-gen1',
      'cr-aks-kubenet',
      'cr-appinsights-classic',
      'cr-appservice-compose',
      'cr-batch-preview-api',
      'cr-cliv1-ended',
      'cr-dbx-standard',
      'cr-external-import-ended',
      'cr-foundry-rename',
      'cr-functions-inprocess',
      'cr-functions-runtime',
      'cr-hyperopt-gone',
      'cr-iotedge-15',
      'cr-labeling-ended',
      'cr-legacy-serving',
      'cr-log-agent',
      'cr-low-priority-ended',
      'cr-mlflow-projects',
      'cr-powerbi-pskus',
      'cr-storage-gpv1',
      'cr-synapse-aml-link',
      'cr-synapse-status',
    ],
    docs: 'Options and switches of services end too: a tier, a runtime version, a kind of account. In the year before its last day such a setting is a warning, earlier than that a hint, and from the day on an error, or a warning where it goes on working for a while. Where an end was only announced, the finding says so.',
    guide:
      'The guide names services, not their options. Several of its services are still here while an option that was usual in 2020 is not.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph, catalog, today }) {
    for (const node of graph.nodes) {
      if (!node.service?.usage.some(mayEnd)) continue;
      for (const setting of settingsOf(node.service, graph.usage(node), catalog, (one) => endOf(one) !== undefined)) {
        const ends = endOf(setting);
        if (!ends) continue;
        const { field, value } = setting;
        const { ended, severity, words } = endingOf(ends.on, today, ends.severity ?? 'error');
        // every version ends one day; where nothing newer is there, or nobody chose it, the last year is early enough
        const nothingNewer = field.type === 'choice' && ends.instead === undefined;
        if (severity === 'info' && (nothingNewer || value.from === 'default')) continue;
        const chosen =
          field.type === 'choice'
            ? (field.options.find((option) => option.value === value.likely)?.title ?? String(value.likely))
            : field.title;
        const byDefault = value.from === 'default' ? ' by default' : '';
        yield {
          nodes: [node.id],
          severity,
          path: ['nodes', node.id, 'usage', field.id],
          message:
            field.type === 'choice'
              ? `"${node.title}" uses "${chosen}" (${lowerFirst(field.title)})${byDefault}, which ${words}.`
              : `"${node.title}" has "${chosen}" switched on${byDefault}, which ${words}.`,
          why: `${ends.because}${ends.announcedOnly ? ` ${ended ? 'That was announced, but is not confirmed.' : 'The day is the one that was announced.'}` : ''}`,
          source: ends.source,
          fixes: () => fixesFor(node.id, node.title, setting, ends),
        };
      }
    }
  },
};

function mayEnd(field: Setting['field']): boolean {
  return (
    (field.type === 'flag' && field.ends !== undefined) || (field.type === 'choice' && field.options.some(({ ends }) => ends !== undefined))
  );
}

function endOf({ field, value }: Setting): Ends | undefined {
  if (field.type === 'flag') return value.likely === true ? field.ends : undefined;
  if (field.type === 'choice') return field.options.find((option) => option.value === value.likely)?.ends;
  return undefined;
}

function fixesFor(id: string, title: string, { field }: Setting, { instead }: Ends): Fix[] {
  const set = (value: string | boolean): PlanEdit[] => [{ type: 'set-usage', id, set: { [field.id]: value } }];
  if (field.type === 'flag') return [{ title: `Switch off "${field.title}"`, edits: set(typeof instead === 'boolean' ? instead : false) }];
  if (field.type !== 'choice' || instead === undefined) return [];
  const option = field.options.find(({ value }) => value === String(instead));
  return option ? [{ title: `Use "${option.title}" for "${title}"`, edits: set(option.value) }] : [];
}

/** A field's title in the middle of a sentence; a name in capitals stays one. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(Azure|Databricks|Spark|Docker)/.test(text)
    ? `${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : text;
}
