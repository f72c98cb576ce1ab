import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { costSlides } from './cost-slides';
import { decisionSlides, findingSlides } from './list-slides';
import { drawingSlides } from './drawing';
import { packed } from './package';
import type { Slide } from './slide';
import { stageSlides } from './stage-slides';
import { titleSlide } from './title-slide';
import { plain } from './words';

/** Slides for a meeting, of shapes, lines and tables that are edited as any others. */
export const pptx: Exporter = {
  meta: {
    id: 'pptx',
    title: 'Slides (PowerPoint)',
    group: 'documents',
    covers: 'Slides for a meeting: the drawing, a slide for each stage, cost, findings and decisions.',
    services: [],
    onRequest: true,
  },

  applies: (context) => context.graph.nodes.length > 0,

  *write(context) {
    const slides = [
      titleSlide(context),
      ...drawingSlides(context),
      ...stageSlides(context),
      ...costSlides(context),
      ...findingSlides(context),
      ...decisionSlides(context),
    ];
    const footer = `${plain(context.plan.name)}. Exported from ${plain(context.file)}`;
    yield {
      path: `${context.folder('docs')}/${context.names.prefix}.pptx`,
      format: 'binary',
      bytes: packed(slides, plain(context.plan.name), footer),
      lines: inWords(slides),
    };
  },
};

/** What the slides say, for a preview. */
function inWords(slides: readonly Slide[]): TextLines {
  const lines = new TextLines();
  for (const [at, slide] of slides.entries()) {
    lines.gap().add(`Slide ${at + 1}: ${plain(slide.title)}`);
    for (const { text, origin } of slide.said)
      if (origin) lines.block(origin, () => lines.add(`  ${plain(text)}`));
      else lines.add(`  ${plain(text)}`);
  }
  return lines;
}
