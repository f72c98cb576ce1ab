import { z } from 'zod';

/*
 * What the administrator of a computer decides for everybody on it, in one file that users can read and not write. One schema gives the
 * types and the checks on reading.
 */

const text = z.string().min(1, 'must not be empty').max(100, 'must have 100 letters at most');

export const PolicySchema = z.strictObject({
  policy: z.literal(1).meta({ description: 'Version of this format.' }),
  packs: z.enum(['allowed', 'off']).meta({ description: 'Whether packs of services, prices, rules and weights may be loaded.' }).optional(),
  prices: z.enum(['allowed', 'off']).meta({ description: 'Whether prices may be loaded from files.' }).optional(),
  defaults: z
    .strictObject({
      region: text.meta({ description: 'Region of a new plan that names none.' }).optional(),
      'price-book': text.meta({ description: 'Price book of a new plan that names none.' }).optional(),
    })
    .meta({ description: 'What a new plan starts with. Users can change it in the plan.' })
    .optional(),
});

/** The policy in force. */
export interface Policy {
  /** The file that it was read from; absent if there is none. */
  readonly file?: string;
  /** True if users may load packs, and loaded ones count. */
  readonly packs: boolean;
  /** True if users may load prices, and loaded ones count. */
  readonly prices: boolean;
  /** What a new plan starts with. */
  readonly defaults: { readonly region?: string; readonly priceBook?: string };
}

/** The policy of a computer without a policy file. */
export const noPolicy: Policy = { packs: true, prices: true, defaults: {} };

/** What counts while a policy file cannot be read: nothing is permitted that it may have forbidden. */
export const strictest = (file: string): Policy => ({ file, packs: false, prices: false, defaults: {} });

/** The policy in one line, as *About* and reports state it. */
export function policyLine({ file, packs, prices, defaults }: Policy): string | undefined {
  if (file === undefined) return undefined;
  const parts = [
    ...(packs ? [] : ['packs off']),
    ...(prices ? [] : ['loading prices off']),
    ...(defaults.region === undefined ? [] : [`region ${defaults.region}`]),
    ...(defaults.priceBook === undefined ? [] : [`prices ${defaults.priceBook}`]),
  ];
  return `${file} (${parts.length > 0 ? parts.join(', ') : 'nothing restricted'})`;
}
