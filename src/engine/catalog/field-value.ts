/** A value of a field in an expression: sizes count GB, durations hours, machine sizes are maps. */
export type FieldValue = number | string | boolean | Readonly<Record<string, number | string>>;
