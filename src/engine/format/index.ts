export { marksOf, fileMarks, englishMarks } from './marks';
export type { NumberMarks, ShownMarks } from './marks';
export { figure, minus, percent, percentOf, plainDigits, rounded, toDecimals, writeNumber } from './numbers';
export {
  costOfAll,
  costOfBudget,
  costWords,
  elsewhereWords,
  flatWords,
  knownMoney,
  money,
  moneyRange,
  monthly,
  monthlyCost,
  signedKnownMoney,
  signedMoney,
  usualStyle,
} from './money';
export type { KnownCost, MoneyStyle } from './money';
export { costOfDayWords, figuresOfDayWords, nodeCostOfDayWords, scoresOfDayWords } from './figures-of-day';
export { conversionExample, convertedMoney, isConversion, rateWords, readConversion } from './conversion';
export type { Conversion, ConversionProblems } from './conversion';
export { csv } from './csv';
export type { CsvCell } from './csv';
export { agreeing, count, counted, countedOf, times, withArticle } from './counts';
export { countsOf, list, titles } from './lists';
export { dayOf, dayWords, moment } from './dates';
export { mebibytes, unitWords } from './units';
export { baseUnit, formatQuantity, memoryOf, rangeText, units, unitsOf } from './quantities';
export type { Dimension } from './quantities';
