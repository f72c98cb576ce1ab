import { expect, it } from 'vitest';
import { emptyPlan } from '#engine/plan';
import { Answers } from '../../../src/renderer/source/answers.ts';

const read = (text: string) => new Answers().to({ kind: 'read', sent: { plan: emptyPlan('P') }, format: 'yaml', text });

it.each(['<html>', '  <!DOCTYPE html>\n<html lang="en">', '<HTML class="a">'])('says only that %s is HTML', (text) => {
  expect(read(text)).toEqual({ problems: [{ message: 'This is HTML, not a plan.', fix: '' }], isCut: false });
});
