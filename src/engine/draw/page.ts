import type { Drawing } from './draw-plan';

/**
 * A page with only a drawing, to be made into a picture.
 * @param scale pixels of the page for one unit of the drawing
 * @param styles address of the style sheet with the drawing's fonts
 */
export function drawingPage({ svg, width, height }: Drawing, scale: number, styles: string): string {
  const size = `width:${Math.ceil(width * scale)}px;height:${Math.ceil(height * scale)}px`;
  return `<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="${styles}"><style>html,body{background:#fff;padding:0;margin:0;overflow:hidden}svg{display:block;${size}}</style></head><body>${svg}</body></html>`;
}
