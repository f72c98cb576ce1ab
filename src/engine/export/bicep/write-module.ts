import { marksOf } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import { edgeText, endsOf, type ResourceDraft, type ResourceModule } from '../parts/infrastructure/module';
import { versioned } from '../parts/infrastructure/versions';
import { commentText, expressionText, quoted } from './code';
import { ValueWriter } from './write-value';

/** The lines of a module's file. @param file its path */
export function moduleLines(module: ResourceModule, file: string): TextLines {
  const lines = new TextLines();
  const writer = new ValueWriter(lines, file);
  for (const line of module.about) lines.add(`// ${commentText(line)}`);
  for (const [name, { type }] of module.params) lines.add(`param ${name} ${type}`);
  if (module.variables.size > 0) lines.gap();
  for (const [name, value] of module.variables) writer.write(`var ${name} = `, value);
  for (const resource of module.resources) writeResource(writer, resource);
  if (module.outputs.size > 0) lines.gap();
  for (const [name, value] of module.outputs) lines.add(`output ${name} string = ${expressionText(value, file)}`);
  return lines;
}

function writeResource(
  writer: ValueWriter,
  { symbol, type, existing, nodes = [], origin = [], edges = [], about = [], body }: ResourceDraft,
): void {
  writer.lines.gap();
  writer.lines.block({ nodes: [...new Set([...nodes, ...origin, ...endsOf(edges)])], edges: edges.map(({ id }) => id) }, (into) => {
    const from = [...nodes, ...edges.map(edgeText)];
    if (from.length > 0) into.add(`// ${from.join(', ')}`);
    for (const line of about) into.add(`// ${commentText(line)}`);
    writer.write(`resource ${symbol} ${quoted(versioned(type))} ${existing === true ? 'existing ' : ''}= `, body, '', marksOf(body));
  });
}
