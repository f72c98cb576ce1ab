/** Arguments of `--self-test`. */
export interface SelfTestWanted {
  /** Where to write what is made and the report; a temporary folder if it is not named. */
  readonly folder: string | undefined;
}

const option = '--self-test';

/** Whether the command line asks for a self-test: `--self-test`, or `--self-test=FOLDER`. @param argv the arguments of the process */
export function selfTestOf(argv: readonly string[]): SelfTestWanted | undefined {
  const asked = argv.find((word) => word === option || word.startsWith(`${option}=`));
  if (asked === undefined) return undefined;
  return { folder: asked.slice(option.length + 1) || undefined };
}
