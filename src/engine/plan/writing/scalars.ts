/** Writes one value in YAML: plain if that reads back the same everywhere, else quoted. */

export type Scalar = string | number | boolean | null;

/** Words that some YAML reader takes for something else than text. */
const reserved = /^(?:~|null|true|false|yes|no|on|off|y|n)$/i;
const numberLike =
  /^[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$|^0[xob][\da-fA-F_]+$|^[-+]?\.(?:inf|nan)$|^\d+(?::[0-5]?\d)+(?:\.\d*)?$/i;
const indicator = /^[-?:,[\]{}#&*!|>'"%@`=<]/;
const unprintable = /[^\t\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const surrogatePair = /[\ud800-\udbff][\udc00-\udfff]/g;

/** One line of YAML for a scalar. In a flow collection more characters need quotes. */
export function writeScalar(value: Scalar, flow: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  return isPlain(value, flow) ? value : quote(value);
}

function writeNumber(value: number): string {
  if (Object.is(value, -0)) return '0';
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
}

/** True if a text without quotes is read back as the same text. */
export function isPlain(value: string, flow: boolean): boolean {
  if (value === '' || value !== value.trim() || /[\n\t]/.test(value)) return false;
  if (indicator.test(value) || reserved.test(value) || numberLike.test(value)) return false;
  if (/: |:$| #/.test(value) || /^(?:---|\.\.\.)/.test(value)) return false;
  if (flow && /[,[\]{}]|:(?=[,[\]{}])/.test(value)) return false;
  return !unprintable.test(value.replace(surrogatePair, ''));
}

/** A double-quoted text on one line. */
export function quote(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** True if a text can be written as a literal block (`|-`), one line of it a line of the file. */
export function isLiteral(value: string): boolean {
  return value.includes('\n') && !/^[\n ]|[\n]$|[ \t]+(?:\n|$)|\t/.test(value) && !unprintable.test(value.replace(surrogatePair, ''));
}

/**
 * Breaks a long text into lines for a folded block (`>-`), or `undefined` where folding would change it.
 * @param width characters a line may have at most, where a space allows it
 */
export function foldLines(value: string, width: number): string[] | undefined {
  if (/[\n\t]|^ | $| {2}/.test(value) || unprintable.test(value.replace(surrogatePair, ''))) return undefined;
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
