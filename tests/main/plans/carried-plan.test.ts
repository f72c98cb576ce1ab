import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PlanProblems, UserError } from '#engine/errors';
import { writePdf, writeSvg } from '#paper';
import { carriedPlan, mayCarryPlan } from '../../../src/main/plans/carried-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'carried-'));
afterAll(() => rmSync(folder, { recursive: true }));

const list = { title: 'One', language: 'en', sheets: [{ width: 100, height: 100, title: 'One', marks: [] }] };
const yaml = 'pipedraft: 1\nname: Carried\nnodes:\n  lake: {service: azure-storage}\n';
const json = '{"pipedraft": 1, "name": "Carried", "nodes": {"lake": {"service": "azure-storage"}}}';
const signal = new AbortController().signal;

async function pdfWith(name: string, text: string | undefined): Promise<string> {
  const path = join(folder, name);
  const attachment =
    text === undefined ? undefined : { name: 'plan', type: 'application/yaml', description: 'The plan', bytes: Buffer.from(text) };
  writeFileSync(path, await writePdf(list, { date: '2026-11-21', ...(attachment && { attachment }) }));
  return path;
}

describe('a plan that another file carries', () => {
  it.each([
    ['yaml.pdf', yaml],
    ['json.pdf', json],
  ])('is read from a packet: %s', async (name, text) => {
    const plan = await carriedPlan(await pdfWith(name, text), signal);
    expect([plan.name, Object.keys(plan.nodes)]).toEqual(['Carried', ['lake']]);
  });

  it('is read from a drawing', async () => {
    const path = join(folder, 'drawing.SVG');
    const [sheet] = list.sheets;
    if (!sheet) throw new Error('no sheet');
    writeFileSync(path, await writeSvg(sheet, { plan: { name: 'plan.pipedraft.yaml', text: yaml } }));
    expect((await carriedPlan(path, signal)).name).toBe('Carried');
  });

  it('is missed in words where there is none, or no file', async () => {
    await expect(carriedPlan(await pdfWith('none.pdf', undefined), signal)).rejects.toThrow(/"none\.pdf" carries no plan/);
    await expect(carriedPlan(join(folder, 'missing.pdf'), signal)).rejects.toThrow(UserError);
    writeFileSync(join(folder, 'other.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await expect(carriedPlan(join(folder, 'other.svg'), signal)).rejects.toThrow(/carries no plan/);
  });

  it('has its problems named where it cannot be read', async () => {
    await expect(carriedPlan(await pdfWith('broken.pdf', 'pipedraft: 1\nname: 7\n'), signal)).rejects.toThrow(PlanProblems);
  });

  it('is looked for in packets and drawings only', () => {
    expect(['a.PDF', 'a.svg', 'a.yaml', 'pdf', 'a.pdf.yaml'].map(mayCarryPlan)).toEqual([true, true, false, false, false]);
  });
});
