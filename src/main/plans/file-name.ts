import type { Plan } from '#engine/plan';

/** A file name, without extension, derived from a plan's name. */
export function fileNameOf(plan: Pick<Plan, 'name'>): string {
  const name = plan.name
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
    .slice(0, 80);
  return name === '' || /^\.+$/.test(name) ? 'plan' : name;
}
