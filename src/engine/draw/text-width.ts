import { clusters } from '../plan';
import { fallbackWidth } from './fallback-width';

/*
 * Widths of the characters of Roboto, in thousandths of the font size, so that text can be cut to fit without a screen. Measured in
 * Chromium from the built-in font files (@fontsource/roboto 5.0.8, subset latin). Other characters are drawn with fonts of the machine,
 * which cannot be measured beforehand: `fallback-width.ts` has the largest width of their script.
 */

const first = 32;

// prettier-ignore
const regular = [
  248, 257, 320, 616, 562, 732, 622, 174, 342, 348, 431, 567, 196, 276, 263, 412, 562, 562, 562, 562, 562, 562, 562, 562, 562, 562, 242, 211,
  508, 549, 522, 472, 898, 652, 623, 651, 656, 568, 553, 681, 713, 272, 552, 627, 538, 873, 713, 688, 631, 688, 616, 593, 597, 648, 636, 887,
  627, 601, 599, 265, 410, 265, 418, 451, 309, 544, 561, 523, 564, 530, 347, 561, 551, 243, 239, 507, 243, 876, 552, 570, 561, 568, 338, 516,
  327, 551, 484, 751, 496, 473, 496, 338, 244, 338, 680, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 248, 244, 547, 581, 713, 525, 240, 613, 418, 786, 447, 469,
  554, 0, 786, 458, 374, 534, 367, 367, 313, 566, 489, 261, 248, 367, 455, 469, 732, 776, 778, 473, 652, 652, 652, 652, 652, 652, 935, 651,
  568, 568, 568, 568, 272, 272, 272, 272, 670, 713, 688, 688, 688, 688, 688, 533, 688, 648, 648, 648, 648, 601, 591, 595, 544, 544, 544, 544,
  544, 544, 844, 523, 530, 530, 530, 530, 247, 247, 247, 247, 586, 552, 570, 570, 570, 570, 570, 571, 566, 551, 551, 551, 551, 473, 576, 473,
];

// prettier-ignore
const medium = [
  249, 268, 324, 610, 568, 734, 639, 169, 349, 353, 442, 557, 220, 328, 279, 396, 568, 568, 568, 568, 568, 568, 568, 568, 568, 568, 265, 238,
  508, 560, 521, 486, 895, 666, 631, 653, 653, 565, 549, 681, 710, 282, 555, 630, 541, 875, 710, 690, 639, 690, 624, 604, 607, 652, 647, 880,
  633, 609, 602, 274, 418, 274, 427, 451, 322, 541, 563, 523, 564, 537, 354, 567, 555, 255, 250, 522, 255, 870, 556, 569, 563, 568, 352, 516,
  333, 556, 495, 743, 503, 487, 503, 335, 251, 335, 665, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 249, 265, 561, 588, 702, 531, 248, 621, 440, 783, 446, 485,
  553, 0, 783, 482, 380, 536, 370, 370, 326, 591, 491, 282, 258, 370, 457, 485, 727, 771, 792, 486, 666, 666, 666, 666, 666, 666, 940, 653,
  565, 565, 565, 565, 282, 282, 282, 282, 668, 710, 690, 690, 690, 690, 690, 533, 689, 652, 652, 652, 652, 609, 599, 613, 541, 541, 541, 541,
  541, 541, 844, 523, 537, 537, 537, 537, 263, 263, 263, 263, 582, 556, 569, 569, 569, 569, 569, 571, 566, 556, 556, 556, 556, 487, 574, 487,
];

const others: Readonly<Record<string, number>> = {
  '–': 656,
  '—': 781,
  '‘': 200,
  '’': 200,
  '“': 354,
  '”': 357,
  '•': 337,
  '…': 669,
  '€': 562,
  '→': 838,
};

export type Weight = 'regular' | 'medium';

/** The width of a text, in the unit of the font size. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  return (textUnits(text, weight) * size) / 1000;
}

/** The width of a text in thousandths of the font size. */
export function textUnits(text: string, weight: Weight): number {
  let width = 0;
  for (const cluster of clusters(text)) width += clusterUnits(cluster, weight);
  return width;
}

/** The width of a cluster, in thousandths of the font size. */
export function clusterUnits(cluster: string, weight: Weight): number {
  return measured(cluster, weight) ?? fallbackWidth(cluster, (base) => measured(base, weight));
}

/** True if every character of a text is drawn with a font whose widths are known. */
export function isMeasured(text: string): boolean {
  return clusters(text).every((cluster) => measured(cluster, 'regular') !== undefined);
}

function measured(character: string, weight: Weight): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (character.length > (code > 0xffff ? 2 : 1)) return undefined;
  const table = weight === 'regular' ? regular : medium;
  return table[code - first] || others[character];
}
