import type { ExportContext } from '../context';
import type { ExportedFile } from '../exporter';
import { word } from '../parts/release-text';
import { resourceGroup } from '../parts/resources';
import { synapseWorkspaceName } from '../parts/synapse';
import type { FirstStep } from './first-step';

/** A workspace of Synapse takes its files from the repository by itself, once somebody has connected it: no command puts them in place. */
export function synapseSteps(context: ExportContext, files: readonly ExportedFile[]): FirstStep[] {
  const own = files.filter(({ exporter }) => exporter === 'synapse');
  if (own.length === 0) return [];
  const workspace = synapseWorkspaceName(context);
  const at = `--workspace-name ${word(workspace)}`;
  const namesIn = (kind: string, holds = '') =>
    own
      .filter(({ path, text }) => path.startsWith(`${context.folder('synapse')}/${kind}/`) && text.includes(holds))
      .map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, ''));
  const runtimes = namesIn('integrationRuntime', '"SelfHosted"');
  const triggers = namesIn('trigger');
  return [
    {
      text: `In Synapse Studio, connect the workspace \`${workspace}\` to this repository with \`/${context.folder('synapse')}\` as the root folder, and publish: nothing else brings pipelines, notebooks and Spark jobs into the workspace.`,
      commands: [],
    },
    ...(runtimes.length === 0
      ? []
      : [
          {
            text: 'Install the self-hosted integration runtime beside the data, and register it with a key of the workspace.',
            commands: runtimes.map(
              (name) =>
                `az synapse integration-runtime list-auth-key --resource-group ${word(resourceGroup(context))} ${at} --name ${word(name)}`,
            ),
          },
        ]),
    ...(triggers.length === 0
      ? []
      : [
          {
            text: 'Start the triggers of the workspace: a new trigger is stopped.',
            commands: triggers.map((name) => `az synapse trigger start ${at} --name ${word(name)}`),
          },
        ]),
  ];
}
