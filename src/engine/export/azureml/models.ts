import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { type Draft } from '../emit/draft';
import { mainFile } from '../parts/places';
import { assetName } from '../parts/resources';
import { periodOfNode } from '../parts/recurrence';
import { schemaOf } from './constants';
import { sizeOf } from './compute';
import { isWork } from '../parts/steps';
import { modelType } from './services';
import { asText } from './step-settings';
import { headOf, present, tagsOf, titleOf } from './texts';

/* Models that no training of Azure ML registers, and feature sets. */

export function* modelFiles(context: ExportContext): Iterable<Draft> {
  for (const registry of context.of('azure-ml-model-registry')) {
    const makers = context.in(registry, 'model').filter(({ from }) => isWork(context, from));
    if (makers.length > 0 || context.exists(registry)) continue;
    yield {
      path: mainFile(context, registry) ?? '',
      nodes: [registry.id],
      head: [...headOf(context, registry), 'No training of the plan registers the model, so this file does.'],
      format: 'yaml',
      value: present({
        $schema: schemaOf.model,
        name: assetName(context, registry),
        version: context.text(registry, 'version'),
        description: titleOf(registry),
        tags: tagsOf(registry),
        type: modelType(context, registry, undefined),
        path: context.need(registry, 'path'),
      }),
    };
  }
}

export function* featureFiles(context: ExportContext): Iterable<Draft> {
  for (const store of context.of('azure-ml-feature-store')) if (!context.exists(store)) yield featureSet(context, store);
}

function featureSet(context: ExportContext, store: GraphNode): Draft {
  const entities = context.list(store, 'entities')?.flatMap((entity) => asText(entity) ?? []);
  const period = periodOfNode(context, store);
  const frequency = period && { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' }[period.unit];
  const size = sizeOf(context, store);
  if (!period) context.remark(`"${titleOf(store)}" is computed when it is read: its runs a month name no rhythm for a schedule.`, [store]);
  const path = mainFile(context, store) ?? '';
  return {
    path,
    nodes: [store.id],
    head: [...headOf(context, store), `It belongs to a feature store: az ml feature-set create -f ${path} --feature-store-name <name>`],
    format: 'yaml',
    value: present({
      $schema: schemaOf.featureSet,
      name: assetName(context, store),
      version: context.text(store, 'version') ?? '1',
      description: titleOf(store),
      specification: { path: context.need(store, 'specification') },
      entities: (entities && entities.length > 0 ? entities : [context.gapOf(store, 'entities')]).map((one) =>
        one.startsWith('azureml:') ? one : `azureml:${one}`,
      ),
      stage: context.text(store, 'lifecycle') ?? 'Development',
      tags: tagsOf(store),
      materialization_settings:
        frequency === undefined
          ? undefined
          : {
              offline_enabled: true,
              online_enabled: context.graph.value(store, 'onlineStore') === true,
              schedule: { type: 'recurrence', frequency, interval: 1 },
              ...(size === undefined ? {} : { resource: { instance_type: size.toLowerCase() } }),
            },
    }),
  };
}
