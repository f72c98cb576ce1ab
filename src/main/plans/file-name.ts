import type { Plan } from '#engine/plan';

/** A file name, without extension, derived from a plan's name. Signs that a person does not see are left out of it, as in every list of files. */
export function fileNameOf(plan: Pick<Plan, 'name'>): string {
  const name = plan.name
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, (sign) => (/[\u200c\u200d]/.test(sign) ? sign : ''))
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
    .slice(0, 80)
    .replace(/[\ud800-\udbff]$|[. -]+$/g, ''); // half a sign, and ends that Windows takes away
  return name === '' || /^\.+$/.test(name) ? 'plan' : name;
}
