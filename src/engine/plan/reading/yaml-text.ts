import type { Document } from 'yaml';
import { countedLines, type Lines } from './lines';
import { refuseText } from './no-plan';
import { ProblemList, refusal, refusalOf, type Refusal } from './problem-list';
import { parseYaml, type ParsedYaml, type YamlFault } from './yaml-parse';
import { YamlPlaces, tooDeep, valueOf } from './yaml-value';
import { isOpenQuote, yamlWords } from './yaml-words';

/** A YAML text that was read without a problem. */
export interface YamlText {
  readonly document: Document.Parsed;
  readonly value: unknown;
  readonly lines: Lines;
  readonly places: YamlPlaces;
}

/** Reads YAML that is not trusted. The problems of the text are listed; a text with one yields no value. */
export function readYaml(text: string): { readonly yaml: YamlText } | Refusal {
  const before = refuseText(text);
  if (before) return refusal(before);

  const parsed = parseYaml(text);
  const { document, tooDeepAt } = parsed;
  const lines = countedLines(parsed.lines);
  if (tooDeepAt !== undefined) return refusal({ ...tooDeep, place: lines.at(tooDeepAt) });

  const problems = new ProblemList();
  for (const fault of parsed.faults) problems.add({ ...yamlWords(fault.code, fault.said), place: lines.at(offsetOf(fault, parsed)) });
  const read = document && valueOf(document, lines, problems);
  const refused = refusalOf({ found: problems.found, isCut: problems.isCut || parsed.isCut });
  if (refused || !document || !read) return refused ?? refusal({ ...yamlWords('IMPOSSIBLE', '') });
  return { yaml: { document, value: read.value, lines, places: new YamlPlaces(document, read.targets, lines) } };
}

/** Place of a fault. An unclosed quotation mark swallows the rest of the text, so the last one before the fault is reported. */
function offsetOf({ said, offset }: YamlFault, { quotes }: ParsedYaml): number {
  if (!isOpenQuote(said)) return offset;
  let [low, high] = [0, quotes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return quotes[low - 1] ?? offset;
}
