import { inflateSync } from 'node:zlib';

/** Bytes of a plan that is read from another file: a plan has far fewer, and a hostile stream could unpack to any number. */
const mostBytes = 20_000_000;

/**
 * The plan that is attached to a PDF that `writePdf` wrote, also after another program has saved it, as long as it is not encrypted.
 * @returns its bytes, or `undefined` if the file has no attachment that can be read
 */
export function planInPdf(pdf: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  for (let at = bytes.indexOf('/EmbeddedFile'); at >= 0; at = bytes.indexOf('/EmbeddedFile', at + 1)) {
    if (/[\w#]/.test(bytes.toString('latin1', at + 13, at + 14))) continue; // such as /EmbeddedFiles, the list of them
    const end = bytes.indexOf('endobj', at);
    const start = bytes.indexOf('stream', at);
    if (start < 0 || (end >= 0 && start > end)) continue;
    const dictionary = bytes.toString('latin1', Math.max(bytes.lastIndexOf(' obj', at), 0), start);
    const from = start + 'stream'.length + (bytes[start + 'stream'.length] === 0x0d ? 2 : 1);
    try {
      if (/\/FlateDecode/.test(dictionary)) return inflateSync(bytes.subarray(from), { maxOutputLength: mostBytes });
      const to = bytes.indexOf('endstream', from);
      if (!/\/Filter/.test(dictionary) && to >= 0) return bytes.subarray(from, to);
    } catch {
      // not what it says: perhaps the next one
    }
  }
  return undefined;
}

/**
 * The plan in an SVG that `writeSvg` wrote with one.
 * @returns its text, or `undefined` if there is none
 */
export function planInSvg(svg: string): string | undefined {
  const [, text] = /<plan xmlns="urn:pipedraft:plan"[^>]*>([^<]*)<\/plan>/.exec(svg) ?? [];
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text?.replace(/&(lt|gt|quot|apos|amp|#\d+|#x[\da-f]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
