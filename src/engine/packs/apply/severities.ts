import { nearestOf, type YamlRead } from '../../plan';
import { severities as allSeverities, type Rule, type Severity } from '../../validate';
import { manifestFile, type PackReport } from '../pack';
import type { PackReader } from './pack-reader';

/** Rules with the severities of a pack, without those that it turns off. */
export function withSeverities(
  there: readonly Rule[],
  wanted: Readonly<Record<string, Severity | 'off'>>,
  reader: PackReader,
  manifest: YamlRead,
) {
  const changed: PackReport['severities'][number][] = [];
  for (const id of Object.keys(wanted)) {
    if (there.some(({ meta }) => meta.id === id)) continue;
    const nearest = nearestOf(
      id,
      there.map(({ meta }) => meta.id),
    );
    reader.fault(
      manifestFile,
      `There is no rule "${id}".`,
      nearest === undefined ? 'Check the id; "pipedraft rules" lists them.' : `Did you mean "${nearest}"?`,
      manifest.placeOf(['severities', id]),
    );
  }
  const rules = there.flatMap((rule): Rule[] => {
    const { id, severity } = rule.meta;
    const to = Object.hasOwn(wanted, id) ? wanted[id] : undefined;
    if (to === undefined || to === severity) return [rule];
    changed.push({ rule: id, from: severity, to });
    if (to === 'off') return [];
    const shift = allSeverities.indexOf(to) - allSeverities.indexOf(severity);
    return [
      {
        ...rule,
        meta: { ...rule.meta, severity: to },
        *check(input) {
          // a rule that gives some of its findings another severity keeps the difference
          for (const found of rule.check(input))
            yield found.severity === undefined
              ? found
              : { ...found, severity: allSeverities[Math.min(2, Math.max(0, allSeverities.indexOf(found.severity) + shift))] ?? to };
        },
      },
    ];
  });
  return { rules, changed };
}
