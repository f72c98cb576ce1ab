/** Style of the sheets, on paper and in the preview. Paper has its own colours, whatever the window's theme. */
export const sheetStyle = `
@font-face { font-family: 'Roboto'; font-weight: 400; font-display: block; src: url('/packet/fonts/400.woff2') format('woff2'); }
@font-face { font-family: 'Roboto'; font-weight: 500; font-display: block; src: url('/packet/fonts/500.woff2') format('woff2'); }
@font-face { font-family: 'Roboto'; font-weight: 700; font-display: block; src: url('/packet/fonts/700.woff2') format('woff2'); }
@font-face { font-family: 'Roboto'; font-weight: 400; font-display: block; src: url('/packet/fonts/400-ext.woff2') format('woff2'); unicode-range: U+0100-02AF, U+0304, U+0308, U+0329, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20CF, U+2113, U+2C60-2C7F, U+A720-A7FF; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { font: 400 8pt/1.35 'Roboto', Arial, sans-serif; color: #17202b; background: #ffffff; font-variant-numeric: tabular-nums; }
.sheet { position: relative; overflow: hidden; background: #ffffff; break-after: page; }
.sheet:last-child { break-after: auto; }
.sheet > footer { position: absolute; left: 10mm; right: 10mm; bottom: 7mm; display: flex; justify-content: space-between; padding-top: 1mm; border-top: 0.2mm solid #8a94a3; font-size: 7pt; color: #4d5866; }
.diagram { display: flex; align-items: center; justify-content: center; }
.block { display: flex; gap: 6mm; margin-top: 3mm; padding: 2.5mm 3mm; border: 0.3mm solid #17202b; overflow: hidden; }
.block.stacked { flex-direction: column; gap: 2mm; }
.block .title { flex: 1; min-width: 0; overflow: hidden; }
.block h1 { font-size: 14pt; font-weight: 500; line-height: 1.3; white-space: nowrap; }
.block p { color: #4d5866; white-space: nowrap; }
.block .file { margin-top: 1mm; }
.block dl { display: grid; flex: none; grid-template-columns: 84mm auto; grid-template-rows: repeat(4, auto); grid-auto-flow: column; column-gap: 4mm; align-content: center; }
.block dl div { display: flex; gap: 2mm; white-space: nowrap; }
.block dt { color: #4d5866; width: 22mm; flex: none; }
.block dd { font-weight: 500; }
h2 { height: 10mm; font-size: 12pt; font-weight: 700; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { padding: 0.9mm 1.2mm; text-align: left; vertical-align: top; font-weight: 400; white-space: nowrap; overflow: hidden; }
th { border-bottom: 0.4mm solid #17202b; font-weight: 500; }
tr.first td { border-top: 0.1mm solid #b9c1cc; }
.strong { font-weight: 500; }
.muted { color: #4d5866; }
.right { text-align: right; }
td.right i { display: inline-block; width: 2.65ch; text-align: left; font-style: normal; }
tr.error td:nth-child(2) { color: #b3141d; }
tr.warning td:nth-child(2) { color: #8a4b00; }
tr.info td:nth-child(2) { color: #0f4c81; }
tr.waived td, tr.unknown td:nth-child(n + 2) { color: #4d5866; }
tr.total td { border-top: 0.4mm solid #17202b; font-weight: 500; }
tr.summary td:nth-child(2) { color: #4d5866; }
.none { font-size: 10pt; }
@media screen {
  html { background: #cfd5de; }
  body { background: transparent; padding: 6mm; }
  .sheet { margin: 0 auto 6mm; box-shadow: 0 1mm 4mm rgb(20 32 50 / 0.25); }
}
`;
