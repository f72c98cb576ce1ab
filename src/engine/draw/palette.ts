import type { EdgeKind, LaneId } from '../plan';
import type { Severity } from '../validate';

/** Colours of a drawing. Paper has its own, which keep their difference in grey and for colour-blind readers. */
export interface Palette {
  readonly background: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly text: string;
  readonly muted: string;
  readonly band: string;
  readonly bandAlternate: string;
  readonly lane: Readonly<Record<LaneId, string>>;
  readonly edge: Readonly<Record<EdgeKind, string>>;
  readonly severity: Readonly<Record<Severity | 'waived', string>>;
  /** Marks of what changed between two plans, and the signs on them. */
  readonly change: Readonly<Record<'added' | 'removed' | 'changed' | 'moved', string>>;
  readonly onChange: string;
}

/**
 * Lanes take the hues of Paul Tol's "muted" scheme (https://personal.sron.nl/~pault/, 2021), alternately a lighter and a darker one, all
 * dark enough to be seen on white. So neighbours differ for colour-blind readers, and in grey. The window's own colours, in tokens.css,
 * follow the same rule; a test measures all.
 */
export const laneColours: Readonly<Record<LaneId, string>> = {
  sources: '#5a3e28',
  experimentation: '#b0499e',
  orchestration: '#3a2d92',
  'data-transfer': '#2c8fb3',
  'data-transformation': '#006a5e',
  'data-versions': '#567bb2',
  training: '#006426',
  compute: '#a2820a',
  tracking: '#626200',
  deployment: '#c65061',
  monitoring: '#841e52',
  consumers: '#c06a2b',
  foundation: '#36454f',
};

export const paper: Palette = {
  background: '#ffffff',
  card: '#ffffff',
  cardBorder: '#848e9d',
  text: '#17202b',
  muted: '#4d5866',
  band: '#f4f6f9',
  bandAlternate: '#ffffff',
  lane: laneColours,
  edge: {
    control: '#2b3440',
    data: '#0b5d8a',
    code: '#5b4a12',
    model: '#6a2a86',
    metrics: '#1d6b3a',
    image: '#7a3d10',
    telemetry: '#5a6472',
    'runs-on': '#7c2140',
    request: '#3d4f0c',
  },
  severity: { error: '#b3141d', warning: '#8a4b00', info: '#0f4c81', waived: '#5a6472' },
  // a contrast of more than 7 on white
  change: { added: '#0a5c33', removed: '#8f1d2c', changed: '#6b4200', moved: '#44505e' },
  onChange: '#fff',
};

/** A drawing on a dark screen. A test compares it with the window's own colours, in tokens.css. */
export const dark: Palette = {
  background: '#12171e',
  card: '#1b222c',
  cardBorder: '#75818f',
  text: '#e7ecf2',
  muted: '#aab4c1',
  band: '#171d26',
  bandAlternate: '#141a22',
  lane: {
    sources: '#b58a63',
    experimentation: '#f3a1e4',
    orchestration: '#9c90e8',
    'data-transfer': '#8bd7f6',
    'data-transformation': '#55b8a9',
    'data-versions': '#abc9f5',
    training: '#61bb7d',
    compute: '#eacc64',
    tracking: '#a8a748',
    deployment: '#ffa3ad',
    monitoring: '#cb7ba2',
    consumers: '#ffc08f',
    foundation: '#8496a3',
  },
  edge: {
    control: '#d2dae4',
    data: '#74bbe6',
    code: '#d6bd6b',
    model: '#cf9ae6',
    metrics: '#78cf98',
    image: '#e0a271',
    telemetry: '#9aa5b3',
    'runs-on': '#e48fae',
    request: '#b3c26a',
  },
  severity: { error: '#ff8f8f', warning: '#f2b25c', info: '#7fbdf2', waived: '#97a2b0' },
  change: { added: '#74d19a', removed: '#ff8f8f', changed: '#f2b25c', moved: '#aab4c1' },
  onChange: '#14181d',
};
