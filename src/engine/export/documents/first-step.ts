/** Something that a person does once, before files are deployed by themselves. */
export interface FirstStep {
  readonly text: string;
  readonly commands: readonly string[];
}
