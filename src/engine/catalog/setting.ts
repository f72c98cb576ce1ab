import { z } from 'zod';
import { settingTypes, type SettingValue } from '../plan';
import { fieldId, sentence, SourceSchema } from './source';

/*
 * Settings of a service, as its catalog file declares them: an exporter asks for them by id.
 */

const value: z.ZodType<SettingValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(value), z.record(z.string(), value)]),
);

export const SettingSchema = z.strictObject({
  id: fieldId,
  type: z.enum(settingTypes),
  title: sentence,
  help: sentence,
  /** Value that is written without a statement in the plan. A matter of taste, never a fact about the user's world. */
  default: value.optional(),
  /** A default that depends on the plan, in words. */
  otherwise: sentence.optional(),
  options: z
    .array(z.strictObject({ value: z.string(), title: sentence }))
    .min(2)
    .optional(),
  /** A value as people write it, for the form and for messages. */
  example: value.optional(),
  /** Smallest and largest number. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** The key of the file that it ends up in, for readers. */
  writes: sentence.optional(),
  /** The page that the key, its values or its default were read from. */
  source: SourceSchema.optional(),
});
export type Setting = Readonly<z.infer<typeof SettingSchema>>;
