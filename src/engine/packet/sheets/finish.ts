import type { Draft } from '../context';
import type { LinkMark, Mark, Sheet } from '../display-list';
import { Pen, round } from '../pen';
import type { PaperFormat } from '../options';
import type { titleBlocks } from './title-block';

/** Gives every sheet its title block, and leaves out links to what the packet does not have. */
export function finishSheets(
  drafts: readonly Draft[],
  { width, height, inner }: PaperFormat,
  blocks: ReturnType<typeof titleBlocks>,
): readonly Sheet[] {
  const sheets = drafts.map(({ pen, title, scale }, at): Sheet => {
    const number = at + 1;
    const block = number === 1 ? blocks.large : blocks.strip;
    // first, so that who reads the marks in order begins with the plan's name
    const head = new Pen(pen.texts);
    head.target(`sheet-${number}`, inner.x, inner.y);
    block.draw(
      head,
      { x: inner.x, y: inner.y + inner.height - block.height },
      { title, number, count: drafts.length, ...(scale === undefined ? {} : { scale }) },
    );
    return { width: round(width), height: round(height), title, marks: [...head.marks, ...pen.marks] };
  });
  const targets = new Set(sheets.flatMap(({ marks }) => targetsIn(marks)));
  return sheets.map((sheet) => ({ ...sheet, marks: sheet.marks.filter((mark) => mark.kind !== 'link' || leads(mark, targets)) }));
}

function targetsIn(marks: readonly Mark[]): readonly string[] {
  return marks.flatMap((mark) => (mark.kind === 'target' ? [mark.id] : []));
}

function leads({ to }: LinkMark, targets: ReadonlySet<string>): boolean {
  return !('target' in to) || targets.has(to.target);
}
