import { randomUUID } from 'node:crypto';

/** Documents for printing or preview, served from memory under `/packet/`. */
export class Packets {
  /** The newest few: a replaced preview is not requested again. */
  readonly #kept = new Map<string, string | Uint8Array<ArrayBuffer>>();

  /** Serves a document until newer ones take its place. @returns its path */
  keep(html: string | Uint8Array<ArrayBuffer>): string {
    const path = `/packet/${randomUUID()}.html`;
    this.#kept.set(path, html);
    for (const old of [...this.#kept.keys()].slice(0, -8)) this.#kept.delete(old);
    return path;
  }

  /** True if a document is still served under a path. */
  has(path: string): boolean {
    return this.#kept.has(path);
  }

  /** The document under a path, if there is one. */
  readonly serve = (path: string): { readonly body: string | Uint8Array<ArrayBuffer>; readonly type: string } | undefined => {
    const html = this.#kept.get(path);
    return html === undefined ? undefined : { body: html, type: 'text/html; charset=utf-8' };
  };
}
