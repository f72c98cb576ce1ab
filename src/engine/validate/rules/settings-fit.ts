import { nearestOf, settingProblem, settingsOf, type SettingValue } from '../../plan';
import type { Fix, Rule } from '../rule';
import { ours } from '../sources';

/** A setting that nothing reads, or that cannot be written, is missing from the exported files. */
export const settingsFit: Rule = {
  meta: {
    id: 'settings-fit',
    title: 'Settings are known and valid',
    severity: 'warning',
    family: 'check-in',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Each service says which settings its exported files are written from, and of which type they are. A setting that the service does not have is not written, and a value that does not fit would be refused by the service that reads the file.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph }) {
    for (const { id, title, node, service } of graph.nodes) {
      if (!service) continue; // the unknown service has a finding of its own
      const known = settingsOf(service);
      for (const [key, value] of Object.entries(node.settings ?? {})) {
        const setting = known.find((one) => one.id === key);
        const path = ['nodes', id, 'settings', key];
        if (!setting) {
          const meant = nearestOf(
            key,
            known.map((one) => one.id),
          );
          yield {
            nodes: [id],
            path,
            message: `"${title}" states the setting "${key}", which ${service.shortName} does not have.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
            why: 'A setting that the service does not have is not written to any file.',
            fixes: () => fixesOf(id, key, value, meant, node.settings ?? {}),
          };
          continue;
        }
        const problem = settingProblem(setting, value);
        if (problem === undefined) continue;
        yield {
          nodes: [id],
          path,
          message: `In "${title}", the setting "${setting.title}" ${problem}.`,
          why: `${setting.help} The service that reads the file would refuse the value.`,
          fixes: () => [{ title: `Take away "${setting.title}"`, edits: [{ type: 'set-settings', id, set: { [key]: undefined } }] }],
        };
      }
    }
  },
};

function fixesOf(
  id: string,
  key: string,
  value: SettingValue,
  meant: string | undefined,
  stated: Readonly<Record<string, SettingValue>>,
): Fix[] {
  const takeAway: Fix = { title: `Take away "${key}"`, edits: [{ type: 'set-settings', id, set: { [key]: undefined } }] };
  if (meant === undefined || stated[meant] !== undefined) return [takeAway];
  return [{ title: `Rename it to "${meant}"`, edits: [{ type: 'set-settings', id, set: { [key]: undefined, [meant]: value } }] }, takeAway];
}
