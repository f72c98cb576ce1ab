import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/* Texts in the records that are committed with exported files: deflated, in base64, with a hash. */

/** Longest text that is unpacked, in bytes: a damaged or hostile record cannot fill the memory. */
const longestText = 32 * 1024 * 1024;

export function packText(text: string): string {
  return deflateRawSync(text, { level: 9 }).toString('base64');
}

/** @throws Error for what `packText` did not write, or a text of more than 32 MiB */
export function unpackText(packed: string): string {
  return inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: longestText }).toString('utf8');
}

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
