/* Laws for every answer of the command, whether it ran in this process or as the shipped program. */

/** A command line that ran, and what it printed. */
export interface Answer {
  readonly args: readonly string[];
  /** `null` when a signal ended the program. */
  readonly exit: number | null;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly talk: string;
}

export type AnswerLaw = 'the command never fails' | 'output is safe' | 'answers are whole documents';

/** The laws that an answer breaks, each with why. */
export function brokenBy(answer: Answer): readonly { readonly law: AnswerLaw; readonly why: string }[] {
  const { args, exit, out, talk } = answer;
  const options = args.filter((arg) => !/\.(?:yaml|json)$/.test(arg)).join(' ');
  const broken: { law: AnswerLaw; why: string }[] = [];
  if (exit === null || ![0, 1, 2].includes(exit)) broken.push({ law: 'the command never fails', why: `${options} ended with ${exit}` });
  else if (exit === 2 && talk.trim() === '')
    broken.push({ law: 'the command never fails', why: `${options} ended with 2 and did not say why` });
  if (crashWords.test(talk)) broken.push({ law: 'the command never fails', why: `${options}: ${talk.slice(-400)}` });
  for (const printed of [out, talk]) {
    const found = unsafe.exec(printed);
    if (found)
      broken.push({
        law: 'output is safe',
        why: `${options}: ${JSON.stringify(printed.slice(Math.max(0, found.index - 40), found.index + 40))}`,
      });
  }
  const format = args[args.indexOf('--format') + 1];
  if (args.includes('--format') && format !== undefined && !isWhole(format, out))
    broken.push({ law: 'answers are whole documents', why: `${options}: ${JSON.stringify(out.slice(-80))}` });
  return broken;
}

/** Text that `src/cli/index.ts` prints for a fault of ours. */
const crashWords = /Something went wrong that should not have|FATAL ERROR|^\s+at .*\(/m;

const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|##(?:vso)?\[|^::[a-z-]+/m;

function isWhole(format: string, out: string): boolean {
  if (format === 'junit') return /^<\?xml[^]*<testsuites [^]*<\/testsuites>\n$/.test(out);
  if (format === 'markdown') return out.trim() !== '';
  if (format !== 'json' && format !== 'sarif') return true; // as text, plans that cannot be read are on standard error
  try {
    JSON.parse(out);
    return true;
  } catch {
    return false;
  }
}
