import type { DisplayList, Face, Mark, Shaper, TextMark } from '#engine/packet';

/** Lines of nine scripts, as people might name a service. */
export const lines = {
  latin: 'Café Übermut: fine data, filed',
  greek: 'Πρόβλεψη πελατών',
  cyrillic: 'Прогноз оттока',
  chinese: '解约预测模型',
  japanese: '解約予測モデル',
  korean: '이탈 예측',
  arabic: 'نموذج توقع المبيعات',
  hebrew: 'תחזית נטישה',
  thai: 'การทำนายกำลัง',
  emoji: 'ok 👩‍👩‍👧 🇩🇪 ❤️ done',
  mixed: 'a → b ≤ 3 × 4, نموذج (v2) and 模型',
} as const;

export const black = { colour: '#111111' };

/** Marks in the words of a test. @param shaper measures and shapes its lines */
export function marksWith(shaper: Shaper) {
  const text = (x: number, y: number, size: number, words: string, face: Face = 'regular'): TextMark => ({
    kind: 'text',
    x,
    y,
    size,
    face,
    fill: black,
    line: shaper.shape(words, face),
  });
  const within = (tag: 'H1' | 'P' | 'TH' | 'TD' | 'LI', mark: Mark): Mark[] => [{ kind: 'open', tag }, mark, { kind: 'close' }];
  return { text, within };
}

/** One pixel, red and half transparent. */
export const redPixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DQAAAEgQGALFXOsAAAAABJRU5ErkJggg==';

/** A packet of two sheets with everything that a packet can have. */
export function samplePacket(shaper: Shaper): DisplayList {
  const { text, within } = marksWith(shaper);
  const row = (name: string, words: string, y: number): Mark[] => [
    { kind: 'open', tag: 'TR' },
    ...within('TH', text(40, y, 9, name, 'medium')),
    ...within('TD', text(140, y, 11, words)),
    { kind: 'close' },
  ];
  const table: Mark = { kind: 'open', tag: 'Table', key: 'scripts' };
  const entries = Object.entries(lines);
  return {
    title: 'Churn & <sales>',
    subject: 'A packet for tests',
    language: 'en',
    author: 'Ada',
    sheets: [
      {
        width: 595.28,
        height: 841.89,
        title: 'Overview',
        marks: [
          { kind: 'target', id: 'overview', x: 0, y: 0 },
          { kind: 'bookmark', level: 1, title: 'Overview', y: 0 },
          { kind: 'open', tag: 'Sect' },
          ...within('H1', text(40, 60, 22, 'Churn → sales', 'bold')),
          table,
          ...entries.slice(0, 6).flatMap(([name, words], at) => row(name, words, 100 + at * 24)),
          { kind: 'close' },
          { kind: 'close' },
          { kind: 'artifact', marks: [text(40, 820, 7, 'Sheet 1 of 2')] },
          { kind: 'link', box: { x: 40, y: 700, width: 100, height: 14 }, to: { target: 'Findings' }, text: 'Finding 1' },
          {
            kind: 'link',
            box: { x: 40, y: 720, width: 100, height: 14 },
            to: { address: 'https://example.org/ä?a=1&b=2' },
            text: 'Source',
          },
        ],
      },
      {
        width: 841.89,
        height: 595.28,
        title: 'Drawing',
        marks: [
          { kind: 'target', id: 'Findings', x: 0, y: 30 },
          { kind: 'bookmark', level: 1, title: 'Drawing', y: 0 },
          { kind: 'bookmark', level: 2, title: 'Überblick 模型', y: 30 },
          { kind: 'open', tag: 'Sect' },
          table,
          ...entries.slice(6).flatMap(([name, words], at) => row(name, words, 60 + at * 24)),
          { kind: 'close' },
          { kind: 'close' },
          { kind: 'open', tag: 'Figure', alt: 'Two nodes and an edge' },
          {
            kind: 'group',
            of: { type: 'node', id: 'ingest' },
            title: 'Ingest & <clean>',
            marks: [
              {
                kind: 'rect',
                box: { x: 60, y: 260, width: 160, height: 60 },
                radius: 8,
                fill: { colour: '#e8f0fe' },
                stroke: { colour: '#1a5fb4', width: 1.5, dash: [6, 3] },
              },
              text(72, 296, 12, 'Ingest', 'medium'),
            ],
          },
          {
            kind: 'path',
            d: 'M0 0 C20 0 20 20 40 20 s20 -20 40 -20 h10 m0 0 l-6 -4 v8 z a5 5 0 1 1 10 0 q5 5 10 0 t10 0',
            x: 230,
            y: 290,
            scale: 1.5,
            stroke: { colour: '#444444', width: 1, join: 'round', cap: 'round' },
          },
          { kind: 'rect', box: { x: 420, y: 260, width: 120, height: 60 }, fill: { colour: '#cc0000', opacity: 0.5 } },
          {
            kind: 'clip',
            box: { x: 580, y: 260, width: 60, height: 60 },
            marks: [{ kind: 'rect', box: { x: 560, y: 280, width: 300, height: 20 }, radius: 4, fill: { colour: '#2e7d32' } }],
          },
          { kind: 'image', box: { x: 700, y: 260, width: 60, height: 60 }, type: 'image/png', data: redPixel, alt: 'Logo' },
          { kind: 'close' },
          { kind: 'link', box: { x: 60, y: 260, width: 160, height: 60 }, to: { target: 'overview' }, text: 'Back' },
        ],
      },
    ],
  };
}
