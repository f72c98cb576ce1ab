/** Makes a smaller font. @param font as TrueType @param characters code points that stay */
export type Cut = (font: Uint8Array, characters: Iterable<number>) => Uint8Array<ArrayBuffer>;

/** What HarfBuzz's program for cutting fonts exports; addresses and handles are numbers. */
interface Program {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly _initialize?: () => void;
  readonly malloc: (size: number) => number;
  readonly free: (address: number) => void;
  readonly hb_blob_create: (address: number, length: number, mode: number, data: number, destroy: number) => number;
  readonly hb_blob_destroy: (blob: number) => void;
  readonly hb_blob_get_data: (blob: number, length: number) => number;
  readonly hb_blob_get_length: (blob: number) => number;
  readonly hb_face_create: (blob: number, index: number) => number;
  readonly hb_face_destroy: (face: number) => void;
  readonly hb_face_reference_blob: (face: number) => number;
  readonly hb_set_add: (set: number, value: number) => void;
  readonly hb_subset_input_create_or_fail: () => number;
  readonly hb_subset_input_destroy: (input: number) => void;
  readonly hb_subset_input_unicode_set: (input: number) => number;
  readonly hb_subset_or_fail: (face: number, input: number) => number;
}

/** Node has it; its types come with a browser's, which this folder does not have. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { instantiate: (wasm: Uint8Array) => Promise<{ readonly instance: { readonly exports: object } }> };
};

/** The bytes may be written by HarfBuzz. */
const writable = 2;

/**
 * Starts HarfBuzz's program for cutting fonts.
 * @param wasm harfbuzz-subset.wasm
 */
export async function createCutter(wasm: Uint8Array<ArrayBuffer>): Promise<Cut> {
  const { instance } = await WebAssembly.instantiate(wasm);
  const hb = instance.exports as unknown as Program; // the names above are those of the file that the lock file pins
  hb._initialize?.();
  return (font, characters) => {
    const address = hb.malloc(font.length);
    new Uint8Array(hb.memory.buffer).set(font, address);
    const blob = hb.hb_blob_create(address, font.length, writable, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    hb.hb_blob_destroy(blob);
    const input = hb.hb_subset_input_create_or_fail();
    const kept = hb.hb_subset_input_unicode_set(input);
    for (const character of characters) hb.hb_set_add(kept, character);
    const cut = hb.hb_subset_or_fail(face, input);
    hb.hb_subset_input_destroy(input);
    if (cut === 0) throw new Error('HarfBuzz could not cut a font.');
    const made = hb.hb_face_reference_blob(cut);
    const from = hb.hb_blob_get_data(made, 0);
    const bytes = new Uint8Array(hb.memory.buffer).slice(from, from + hb.hb_blob_get_length(made));
    hb.hb_blob_destroy(made);
    hb.hb_face_destroy(cut);
    hb.hb_face_destroy(face);
    hb.free(address);
    return bytes;
  };
}
