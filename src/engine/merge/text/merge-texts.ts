import type { Catalog } from '../../catalog';
import { PlanProblems } from '../../errors';
import { emptyPlan, inTheManner, patchJson, patchYaml, plainText, readPlan, type Plan, type PlanFormat } from '../../plan';
import type { MergeConflict, Overruled } from '../conflict';
import { mergePlans } from '../merge-plans';
import { eachSide, type Sides } from '../sides';
import { linesOf } from './hunks';
import { markedDifference, markedRegions, usualMarks } from './marks';
import { mergeLines } from './three-way';

/** A side that cannot be read as a plan. */
export interface UnreadableSide {
  readonly side: keyof Sides<unknown>;
  readonly error: PlanProblems;
}

export type MergedText =
  | {
      /** The plans were merged by what they say. */
      readonly how: 'plan';
      readonly text: string;
      readonly conflicts: readonly MergeConflict[];
      readonly overruled: readonly Overruled[];
    }
  | {
      /** Lines were merged, because not all plans can be read. */
      readonly how: 'lines';
      readonly text: string;
      /** Places that are marked. */
      readonly conflicts: number;
      readonly unreadable: readonly UnreadableSide[];
      /** The problems of the text if it has no conflict and is no plan. */
      readonly broken?: PlanProblems;
    };

export interface MergeTextsOptions {
  readonly format: PlanFormat;
  /** Characters of a conflict mark; 7 if left out. */
  readonly markerSize?: number;
  /** Names of the files in messages. */
  readonly names?: Sides<string>;
}

/**
 * Merges the texts of plans. The result is the text of ours with what theirs changed: comments, order and formatting of ours stay, and
 * where lines can be merged, the comments of theirs come along. A conflict stands between marks, around the lines that differ.
 * @param texts an empty base is a plan that was added on both sides
 */
export function mergeTexts(
  texts: Sides<string>,
  catalog: Catalog,
  { format, markerSize = usualMarks, names }: MergeTextsOptions,
): MergedText {
  const whole = (text: string): MergedText => {
    const broken = problemsOf(text, format, names?.ours ?? 'ours');
    if (broken) return { how: 'lines', text, conflicts: 0, unreadable: [], broken };
    return { how: 'plan', text, conflicts: [], overruled: [] };
  };
  if (texts.ours === texts.theirs || texts.base === texts.theirs) return whole(texts.ours);
  if (texts.base === texts.ours) return whole(texts.theirs);
  const alike = inOneManner(texts);
  const files = names ?? { base: 'base', ours: 'ours', theirs: 'theirs' };
  const read = readAll(texts, format, files);
  if ('unreadable' in read) {
    const { text, conflicts } = markedRegions(mergeLines(eachSide(alike, linesOf)), markerSize);
    const broken = conflicts > 0 ? undefined : problemsOf(text, format, files.ours);
    return { how: 'lines', text, conflicts, unreadable: read.unreadable, ...(broken ? { broken } : {}) };
  }
  const { text, other, conflicts, overruled } = chosenOurs(alike, read.plans, catalog, format);
  const marked = conflicts.length > 0 ? markedDifference(text, written(text, other, format), markerSize).text : text;
  return { how: 'plan', text: marked, conflicts, overruled };
}

/** Merged texts of which no conflict is marked: the text has our side of each. */
export interface ReconciledTexts {
  /** The text of ours with what theirs changed, and with our side of each conflict. */
  readonly text: string;
  /** Our side of each conflict, as the text says it. */
  readonly plan: Plan;
  /** Their side of each conflict. What it has other than `plan` is what a person has to choose. */
  readonly other: Plan;
  /** Empty without a base: then everything in which the sides differ has to be chosen. */
  readonly conflicts: readonly MergeConflict[];
  readonly overruled: readonly Overruled[];
}

/**
 * Merges the texts of plans for somebody who chooses a side of each conflict.
 * @param texts without a base if it is not known what both sides began with; one that is no plan counts as not known
 * @returns the sides that are no plans, if there are any
 */
export function reconcileTexts(
  { base, ours, theirs }: Omit<Sides<string>, 'base'> & { readonly base?: string | undefined },
  catalog: Catalog,
  format: PlanFormat,
  names: Sides<string>,
): ReconciledTexts | { readonly unreadable: readonly UnreadableSide[] } {
  const texts = { base: base ?? ours, ours, theirs };
  const read = readAll(texts, format, names);
  if ('unreadable' in read) {
    const isOnlyBase = base !== undefined && read.unreadable.every(({ side }) => side === 'base');
    return isOnlyBase ? reconcileTexts({ ours, theirs }, catalog, format, names) : read;
  }
  if (base === undefined) return { text: ours, plan: read.plans.ours, other: read.plans.theirs, conflicts: [], overruled: [] };
  return chosenOurs(inOneManner(texts), read.plans, catalog, format);
}

function chosenOurs(alike: Sides<string>, plans: Sides<Plan>, catalog: Catalog, format: PlanFormat): ReconciledTexts {
  const { plan, other, conflicts, overruled } = mergePlans(plans, catalog);
  return { text: written(skeletonOf(alike, format), plan, format), plan, other, conflicts, overruled };
}

/** The texts with the line ends and byte order mark of ours. */
function inOneManner({ base, ours, theirs }: Sides<string>): Sides<string> {
  const manner = (text: string) => inTheManner(plainText(text), ours);
  return { base: manner(base), ours, theirs: manner(theirs) };
}

/**
 * The text that the merged plan is written over: that of merged lines, with the lines that both sides inserted at one place behind each
 * other, and those of ours in other conflicts. If that is no plan, the text of ours.
 */
function skeletonOf(texts: Sides<string>, format: PlanFormat): string {
  const lines = mergeLines(eachSide(texts, linesOf), false);
  const settled = (both: boolean) =>
    lines
      .flatMap((region) => {
        if ('agreed' in region) return region.agreed;
        return both && region.base.length === 0 ? [...region.ours.map(ended), ...region.theirs] : region.ours;
      })
      .join('');
  const ended = (line: string) => (line.endsWith('\n') ? line : `${line}\n`);
  const candidates = [settled(true), settled(false)];
  return candidates.find((text) => !problemsOf(text, format, '')) ?? texts.ours;
}

function written(text: string, plan: Plan, format: PlanFormat): string {
  return format === 'json' ? patchJson(text, plan) : patchYaml(text, plan);
}

function readAll(
  texts: Sides<string>,
  format: PlanFormat,
  files: Sides<string>,
): { readonly plans: Sides<Plan> } | { readonly unreadable: readonly UnreadableSide[] } {
  const unreadable: UnreadableSide[] = [];
  const read = (side: keyof Sides<unknown>, otherwise?: Plan): Plan => {
    if (otherwise && texts[side].trim() === '') return otherwise;
    try {
      return readAs(texts[side], format);
    } catch (error) {
      if (!(error instanceof PlanProblems)) throw error;
      unreadable.push({ side, error: new PlanProblems(files[side], error.problems, error.isCut) });
      return emptyPlan('');
    }
  };
  const [ours, theirs] = [read('ours'), read('theirs')];
  const base = read('base', emptyPlan(ours.name === theirs.name ? ours.name : ''));
  return unreadable.length > 0 ? { unreadable } : { plans: { base, ours, theirs } };
}

function problemsOf(text: string, format: PlanFormat, file: string): PlanProblems | undefined {
  try {
    readAs(text, format);
    return undefined;
  } catch (error) {
    if (error instanceof PlanProblems) return new PlanProblems(file, error.problems, error.isCut);
    throw error;
  }
}

function readAs(text: string, format: PlanFormat): Plan {
  return readPlan(text, `plan.${format}`).plan; // the ending says the format
}
