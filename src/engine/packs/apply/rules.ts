import type { Catalog, ExpressionError } from '../../catalog';
import { nearestOf } from '../../plan';
import type { PackInUse, Rule } from '../../validate';
import { packLimits } from '../limits';
import { RuleFileSchema, type RuleFile } from '../pack';
import { packRule } from '../pack-rule';
import type { PackReader } from './pack-reader';

/** The rules of a pack. @param there the existing rules */
export function rulesOf(there: readonly Rule[], pack: PackInUse, catalog: Catalog, reader: PackReader): readonly Rule[] {
  const paths = reader.pathsIn('rules', /\.yaml$/);
  const rules: Rule[] = [];
  for (const path of paths) {
    if (rules.length === packLimits.rules) {
      reader.fault(path, `A pack has ${packLimits.rules} rules at most; this file and those behind it do not count.`, 'Split the pack.');
      break;
    }
    const read = reader.read<RuleFile>(path, RuleFileSchema, 'a rule');
    if (!read) continue;
    const { id, fixes = [] } = read.value;
    if ([...there, ...rules].some(({ meta }) => meta.id === id)) {
      reader.fault(
        path,
        `There is a rule "${id}" already.`,
        'Choose another id. How heavy a rule weighs is said under "severities" of the pack.',
        read.placeOf(['id']),
      );
      continue;
    }
    const before = reader.faults.length;
    fixes.forEach(({ swap }, at) => {
      if (swap !== undefined && !catalog.get(swap)) {
        const nearest = nearestOf(
          swap,
          catalog.services.map((one) => one.id),
        );
        reader.fault(
          path,
          `There is no service "${swap}".`,
          nearest === undefined ? 'Check the id.' : `Did you mean "${nearest}"?`,
          read.placeOf(['fixes', at, 'swap']),
        );
      }
    });
    const rule = packRule(read.value, pack, (keys, error: ExpressionError) => {
      const place = error.offset === undefined ? read.placeOf(keys) : read.placeIn(keys, error.offset);
      reader.fault(
        path,
        `The expression cannot be read: ${error.message}.`,
        'Fix it; the documentation lists what expressions can use.',
        place,
      );
    });
    if (rule && reader.faults.length === before) rules.push(rule);
  }
  return rules;
}
