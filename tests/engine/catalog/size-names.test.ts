import { describe, expect, it } from 'vitest';
import { isNameOfSize, tidiedName } from '../../../src/engine/catalog/size-names.ts';
import { book } from '../../harness/resources.ts';

/* Names that Microsoft's pages of sizes list, and names that resemble them. */

const real = [
  ...['A8', 'A2m_v2', 'B1ms', 'B2ats_v2', 'D4', 'DS2_v2', 'D15i_v2', 'DS14-4_v2', 'D2as_v4', 'D2als_v6', 'D4plds_v5', 'E20d_v4'],
  ...['E8-4s_v5', 'E96ias_v4', 'DC2s_v3', 'DC4es_v5', 'EC8as_v5', 'F4', 'F1s', 'FX4mds', 'L8as_v3', 'L32aos_v4', 'M8-2ms', 'M208ms_v2'],
  ...[
    'M416-208ms_v2',
    'M176ds_3_v3',
    'M96s_1_v3',
    'HB60rs',
    'HC44rs',
    'HB120rs_v3',
    'HB176-144rs_v4',
    'HX176rs',
    'NC6',
    'NC6s_v2',
    'ND24rs',
  ],
  ...['NP10s', 'PB6s', 'NC24ads_A100_v4', 'NC80adis_H100_v5', 'ND96isr_H200_v5', 'ND96isr_MI300X_v5', 'ND128isr_NDR_GB200_v6'],
  ...['NCC40ads_H100_v5', 'NG32ads_V620_v1', 'NV36adms_A10_v5'],
].map((name) => `Standard_${name}`);

const none = ['Standard_DS3_v3', 'Standard_DS3v2', 'Standard_D4s', 'Standard_E4', 'Standard_D4s_v55', 'Standard_X4s_v5', 'Standard_D3s_v3'];

describe('isNameOfSize', () => {
  it.each(real)('takes %s', (name) => {
    expect(isNameOfSize(name)).toBe(true);
  });

  it('takes every size of the price book', () => {
    expect(
      book
        .machines()
        .map(({ machine }) => machine.sku)
        .filter((sku) => !isNameOfSize(sku)),
    ).toEqual([]);
  });

  it.each([...none, 'D4s_v5', 'Standard_D4z_v5', 'Standard_DS8_v5', 'Standard_D', 'Basic_A1', 'large', ''])('refuses %j', (name) => {
    expect(isNameOfSize(name)).toBe(false);
  });
});

describe('tidiedName', () => {
  it.each([
    ['Standard_DS3v2', 'Standard_DS3_v2'],
    ['D4s_v5', 'Standard_D4s_v5'],
    ['standard d4s v5', 'Standard_d4s_v5'],
    ['Standard_NC4as_T4V3', 'Standard_NC4as_T4_v3'],
  ])('puts %s right', (written, meant) => {
    expect(tidiedName(written)).toBe(meant);
  });

  it.each(['Standard_D4s_v5', 'Standard_DS3_v3', 'large', ''])('leaves %j alone', (name) => {
    expect(tidiedName(name)).toBeUndefined();
  });
});
