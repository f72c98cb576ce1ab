import type { PlanFile } from '#engine/plan';
import type { Gap } from '#engine/export';
import { locationOf, plain, sarifText } from './sarif';

/** The gaps of an export as SARIF, each at the line of its node in the plan: code hosts show them beside the plan. */
export function gapsSarif(file: string, read: PlanFile, gaps: readonly Gap[], version: string): string {
  const settings = new Map(gaps.map((gap) => [`${gap.node ?? 'exports'}.${gap.setting}`, gap]));
  return sarifText({
    tool: {
      driver: {
        name: 'Pipedraft',
        version,
        rules: [
          {
            id: 'export-gap',
            shortDescription: { text: 'Every value that exported files need is stated in the plan.' },
            fullDescription: {
              text: 'A value that a format needs and the plan does not state is written as GAP(node.setting), which no target accepts.',
            },
            defaultConfiguration: { level: 'note' },
            properties: { tags: ['export'] },
          },
        ],
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true }],
    results: [...settings].map(([key, gap]) => ({
      ruleId: 'export-gap',
      ruleIndex: 0,
      level: 'note' as const,
      message: { text: plain(`${key} is left to be filled in. ${gap.how}`) },
      locations: [locationOf(file, read.placeOf(gap.node === undefined ? ['exports'] : ['nodes', gap.node]))],
      partialFingerprints: { 'pipedraftGap/v1': key },
    })),
  });
}
