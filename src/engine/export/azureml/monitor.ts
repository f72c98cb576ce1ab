import type { GraphEdge, GraphNode } from '../../catalog';
import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import { mainFile } from '../parts/places';
import { assetName, endpointName } from '../parts/resources';
import { periodOfNode } from '../parts/recurrence';
import { monitorSparkVersion, schemaOf } from './constants';
import { sizeOf } from './compute';
import { readingsOf } from './data';
import { deploymentName } from './endpoint-names';
import { isAddress, isDatastore } from './paths';
import { number } from './schedule';
import { isWork } from '../parts/steps';
import { assetReference, handedOver, onlineServices } from './services';
import { asNumber, asText, seconds } from './step-settings';
import { edgesText, headOf, idsOf, originOf, present, tagsOf, titleOf } from './texts';
import { dataType } from './values';

/* Monitors: a schedule that computes signals from what production wrote and what the model was trained on. */

export function* monitorFiles(context: ExportContext): Iterable<Draft> {
  for (const node of context.of('azure-ml-model-monitoring')) yield new Monitor(context, node).file();
}

interface Source {
  readonly edge: GraphEdge;
  readonly data: { readonly path: string; readonly type: string };
}

class Monitor {
  readonly #production: Source | undefined;
  readonly #reference: Source | undefined;
  readonly #online: GraphEdge | undefined;
  readonly #edges: readonly GraphEdge[];

  constructor(
    readonly context: ExportContext,
    readonly node: GraphNode,
  ) {
    this.#edges = context.in(node, 'data');
    const outside = context.graph.value(node, 'collectsOutside') === true;
    this.#online = outside ? undefined : this.#edges.find(({ from }) => onlineServices.includes(from.node.service));
    const reference = this.#edges.find((edge) => this.#roleOf(edge) === 'reference');
    this.#reference = reference && { edge: reference, data: this.#dataOf(reference) };
    const production = this.#online ? undefined : this.#edges.find((edge) => this.#roleOf(edge) === 'production');
    this.#production = production && { edge: production, data: this.#dataOf(production) };
  }

  file(): Draft {
    const { context, node } = this;
    const notify = context.list(node, 'notify')?.flatMap((one) => asText(one) ?? []);
    if (!notify || notify.length === 0)
      context.remark(`"${titleOf(node)}" notifies no one of what it finds: settings.notify is not stated.`, [node]);
    const signals = this.#signals();
    const monitor = present({
      compute: { instance_type: (sizeOf(context, node) ?? 'Standard_E4s_v3').toLowerCase(), runtime_version: monitorSparkVersion },
      monitoring_target: this.#target(),
      monitoring_signals: signals,
      alert_notification: notify && notify.length > 0 ? { emails: notify } : undefined,
    });
    fromKey(monitor['compute'] as object, 'runtime_version', { comment: 'the only version that monitors take' });
    const value = {
      $schema: schemaOf.schedule,
      name: assetName(context, node),
      display_name: titleOf(node),
      tags: tagsOf(node),
      trigger: this.#trigger(),
      create_monitor: monitor,
    };
    const runs = context.graph.amount(node, 'runsPerMonth');
    if (runs !== undefined) fromKey(value, 'trigger', { nodes: [node.id], comment: `${number(runs)} runs a month` });
    const head =
      this.#reference && isWork(context, this.#reference.edge.from)
        ? ['Create it again with each new model, and name the data that the model was trained on.']
        : [];
    return {
      path: mainFile(context, node) ?? '',
      nodes: idsOf([node, ...this.#edges.map(({ from }) => from)]),
      edges: this.#edges.map(({ id }) => id),
      head: [...headOf(context, node), ...head],
      format: 'yaml',
      value,
    };
  }

  /** What the edge says, or else what its start is: a training's data is the reference, all other is production's. */
  #roleOf({ edge, from }: GraphEdge): 'reference' | 'production' {
    if (edge.role !== undefined) return edge.role;
    if (isWork(this.context, from)) return 'reference';
    const trainedOn =
      from.node.service === 'azure-ml-datasets' && from.out.some(({ kind, to }) => kind === 'data' && isWork(this.context, to));
    return trainedOn ? 'reference' : 'production';
  }

  #dataOf(edge: GraphEdge): { path: string; type: string } {
    const { context, node } = this;
    const { from } = edge;
    if (isDatastore(from)) {
      const reading = readingsOf(context, from).find((one) => one.edge === edge);
      return { path: `azureml:${reading?.asset ?? context.names.asset(from.id)}:1`, type: 'uri_folder' };
    }
    if (from.node.service === 'azure-ml-datasets') return { path: assetReference(context, from), type: dataType(context, from) };
    if (isWork(context, from)) return { path: `azureml:${handedOver(context, from, node)}@latest`, type: 'mltable' };
    const stated = context.text(node, 'production') ?? context.gapOf(node, 'production');
    return { path: isAddress(stated) ? stated : `azureml:${stated}`, type: 'uri_folder' };
  }

  #trigger(): Record<string, unknown> {
    const { context, node } = this;
    const stated = context.text(node, 'schedule');
    if (stated !== undefined) return { type: 'cron', expression: stated };
    const period = periodOfNode(context, node);
    if (!period) return { type: 'cron', expression: context.gapOf(node, 'schedule') };
    const time = context.map(node, 'time') ?? {};
    const pattern = present({ hours: timeOf(time['hours']), minutes: timeOf(time['minutes']) });
    return present({
      type: 'recurrence',
      frequency: period.unit,
      interval: 1,
      schedule: period.unit !== 'hour' && Object.keys(pattern).length > 0 ? { hours: 0, minutes: 0, ...pattern } : undefined,
    });
  }

  #target(): Record<string, unknown> | undefined {
    const { context, node } = this;
    const task = context.graph.value(node, 'task');
    const target = present({
      ml_task: task === 'classification' || task === 'regression' ? task : undefined,
      endpoint_deployment_id:
        this.#online && `azureml:${endpointName(context, this.#online.from)}:${deploymentName(context, this.#online.from)}`,
    });
    if (this.#online)
      fromKey(target, 'endpoint_deployment_id', {
        ...originOf([node, this.#online.from], [this.#online]),
        comment: edgesText([this.#online]),
      });
    if (task === 'other')
      context.remark(`The built-in signals of "${titleOf(node)}" are made for classification and regression on tables.`, [node]);
    return Object.keys(target).length > 0 ? target : undefined;
  }

  /** Without signals the service watches drift and quality of what a deployment collects, compared with its own past. */
  #signals(): Record<string, unknown> | undefined {
    if (!this.#production && !this.#reference && this.#online) return undefined;
    const most = this.context.graph.value(this.node, 'signals');
    return {
      data_drift: this.#drift('data_drift', 'model_inputs'),
      prediction_drift: this.#drift('prediction_drift', 'model_outputs'),
      ...(most === 'attribution' || most === 'performance' ? { feature_attribution_drift: this.#attribution() } : {}),
      ...(most === 'performance' ? { model_performance: this.#performance() } : {}),
    };
  }

  #drift(type: 'data_drift' | 'prediction_drift', data_context: string): Record<string, unknown> {
    const features = type === 'data_drift' ? this.context.setting(this.node, 'features') : undefined;
    return present({
      type,
      production_data: this.#productionData(data_context),
      reference_data: this.#referenceData('training', true),
      features:
        typeof features === 'number'
          ? { top_n_feature_importance: Math.round(features) }
          : Array.isArray(features)
            ? features.map(String)
            : undefined,
      metric_thresholds: this.#thresholds(),
    });
  }

  #attribution(): Record<string, unknown> {
    const inputs = this.#productionData('model_inputs');
    const outputs = this.#productionData('model_outputs');
    return present({
      type: 'feature_attribution_drift',
      production_data: inputs && outputs ? [inputs, outputs] : undefined,
      reference_data: this.#referenceData('training', true, true),
      metric_thresholds: this.#threshold('normalized_discounted_cumulative_gain'),
    });
  }

  #performance(): Record<string, unknown> {
    const columns = this.#columns(['prediction', 'correlation']);
    const production = {
      ...this.#productionData('model_outputs'),
      data_column_names: { prediction: columns['prediction'], correlation_id: columns['correlation'] },
    };
    const truth = this.#columns(['target', 'correlation']);
    const reference = {
      ...this.#referenceData('ground_truth', false),
      data_column_names: { target_column: truth['target'], correlation_id: truth['correlation'] },
    };
    return { type: 'model_performance', production_data: production, reference_data: reference };
  }

  #columns(names: readonly string[]): Record<string, string> {
    const stated = this.context.map(this.node, 'columns') ?? {};
    return Object.fromEntries(names.map((name) => [name, asText(stated[name]) ?? this.context.gapOf(this.node, 'columns')]));
  }

  /** What production wrote; a deployment's own collection needs no words. */
  #productionData(data_context: string): Record<string, unknown> | undefined {
    if (!this.#production) return this.#online ? undefined : this.#missing(data_context);
    const { edge, data } = this.#production;
    const value = present({
      input_data: data,
      data_context,
      pre_processing_component: this.#preprocessing(data.type),
      data_window: this.#window(),
    });
    fromKey(value, 'input_data', { ...originOf([this.node, edge.from], [edge]), comment: edgesText([edge]) });
    return value;
  }

  #missing(data_context: string): Record<string, unknown> {
    const stated = this.context.text(this.node, 'production') ?? this.context.gapOf(this.node, 'production');
    const path = isAddress(stated) ? stated : `azureml:${stated}`;
    return present({
      input_data: { path, type: 'uri_folder' },
      data_context,
      pre_processing_component: this.#preprocessing('uri_folder'),
      data_window: this.#window(),
    });
  }

  #referenceData(data_context: string, isDrift: boolean, needsTarget = false): Record<string, unknown> | undefined {
    const target =
      asText((this.context.map(this.node, 'columns') ?? {})['target']) ??
      (needsTarget ? this.context.gapOf(this.node, 'columns') : undefined);
    if (!this.#reference) return undefined;
    const { edge, data } = this.#reference;
    const value = present({
      input_data: data,
      data_context,
      pre_processing_component: data.type === 'mltable' ? undefined : this.#preprocessing(data.type),
      data_column_names: isDrift && target !== undefined ? { target_column: target } : undefined,
    });
    fromKey(value, 'input_data', { ...originOf([this.node, edge.from], [edge]), comment: edgesText([edge]) });
    return value;
  }

  /** Folders and files are made into tables by a component of the team's own. */
  #preprocessing(type: string): string | undefined {
    if (type === 'mltable') return undefined;
    const stated = this.context.need(this.node, 'preprocessing');
    return stated.startsWith('azureml:') ? stated : `azureml:${stated}`;
  }

  /** A window of one run's period, a day at least. */
  #window(): Record<string, unknown> | undefined {
    const { context, node } = this;
    const stated = seconds(context.text(node, 'lookback'));
    const hours = stated === undefined ? periodOfNode(context, node)?.hours : stated / 3600;
    if (hours === undefined) return undefined;
    const days = Math.max(1, Math.round(hours / 24));
    if (stated === undefined) context.took(node, 'lookback', `${days} d`);
    return { lookback_window_size: `P${days}D`, lookback_window_offset: 'P0D' };
  }

  #thresholds(): Record<string, unknown> | undefined {
    const stated = this.context.map(this.node, 'thresholds');
    if (!stated) return undefined;
    const pick = (names: readonly string[]) =>
      Object.fromEntries(
        Object.entries(stated).flatMap(([name, value]) =>
          names.includes(name) && asNumber(value) !== undefined ? [[name, value] as const] : [],
        ),
      );
    const [numerical, categorical] = [pick(numericalMetrics), pick(categoricalMetrics)];
    const value = present({ numerical: filled(numerical), categorical: filled(categorical) });
    return filled(value);
  }

  #threshold(name: string): Record<string, unknown> | undefined {
    const value = asNumber((this.context.map(this.node, 'thresholds') ?? {})[name]);
    return value === undefined ? undefined : { [name]: value };
  }
}

const numericalMetrics = [
  'jensen_shannon_distance',
  'normalized_wasserstein_distance',
  'two_sample_kolmogorov_smirnov_test',
  'population_stability_index',
];
const categoricalMetrics = ['jensen_shannon_distance', 'pearsons_chi_squared_test', 'population_stability_index'];

function filled<T extends object>(map: T): T | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}

/** An hour or minute, or several. */
function timeOf(value: SettingValue | undefined): number | number[] | undefined {
  if (Array.isArray(value)) return value.flatMap((one: SettingValue) => asNumber(one) ?? []);
  return asNumber(value);
}
