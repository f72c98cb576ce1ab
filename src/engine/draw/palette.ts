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
}

/**
 * Lanes take Paul Tol's "muted" scheme, which colour-blind readers can tell apart (https://personal.sron.nl/~pault/, 2021), its light ones
 * darkened to be seen on white; the order puts a light one beside a dark one, so that neighbours differ in grey too.
 */
export const laneColours: Readonly<Record<LaneId, string>> = {
  experimentation: '#aa4499',
  orchestration: '#332288',
  'data-transfer': '#3596ba',
  'data-transformation': '#1f7d70',
  'data-versions': '#4a6fa5',
  training: '#117733',
  compute: '#a98919',
  tracking: '#7d7d22',
  deployment: '#cc5566',
  monitoring: '#882255',
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
  },
  severity: { error: '#b3141d', warning: '#8a4b00', info: '#0f4c81', waived: '#5a6472' },
};
