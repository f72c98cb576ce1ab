/* Distances between colours, for readers with and without colour blindness. */

export type Rgb = readonly [red: number, green: number, blue: number];

/** Kinds of colour vision. Eight of a hundred men have protanopia or deuteranopia; a printer without colour gives grey. */
export const sights = ['all colours', 'protanopia', 'deuteranopia', 'tritanopia', 'grey'] as const;
export type Sight = (typeof sights)[number];

/**
 * Matrices that turn linear light into the light seen without one kind of cone. Machado, Oliveira and Fernandes, A Physiologically-based
 * Model for Simulation of Color Vision Deficiency (IEEE TVCG 15, 2009), the table for a severity of 1.0.
 */
const missing: Readonly<Record<'protanopia' | 'deuteranopia' | 'tritanopia', readonly Rgb[]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Distance of two colours in OKLab (Björn Ottosson, A perceptual color space for image processing, 2020); about 0.02 is just visible. */
export function distance(one: string, other: string, sight: Sight): number {
  const [a, b] = [oklab(seenBy(sight, linear(one))), oklab(seenBy(sight, linear(other)))];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Contrast ratio of two colours by WCAG 2.2: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(linear(one)), luminance(linear(other))].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function seenBy(sight: Sight, colour: Rgb): Rgb {
  if (sight === 'all colours') return colour;
  if (sight === 'grey') {
    const light = luminance(colour);
    return [light, light, light];
  }
  return rows(missing[sight], colour).map((part) => Math.min(1, Math.max(0, part))) as unknown as Rgb; // as many as went in
}

function oklab(colour: Rgb): Rgb {
  const cones = rows(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  ).map(Math.cbrt) as unknown as Rgb; // as many as went in
  return rows(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function rows([first, second, third]: readonly Rgb[], by: Rgb): Rgb {
  const row = (of: Rgb | undefined) => (of ? of[0] * by[0] + of[1] * by[1] + of[2] * by[2] : 0);
  return [row(first), row(second), row(third)];
}

function linear(colour: string): Rgb {
  const part = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
