import * as electron from 'electron';

/** A part of a plan in the forms in which other programs take it. */
export interface ClipboardPicture {
  /** The text of a plan file, which can be pasted into a plan. */
  readonly text: string;
  readonly png: Buffer;
  readonly svg: string;
}

/** The clipboard before Electron 40: it takes all forms at once. */
interface EarlierClipboard {
  write(data: { readonly text: string; readonly html: string; readonly image: electron.NativeImage }): void;
}
type ItemOfClipboard = new (items: Record<string, string | Blob>) => electron.ClipboardItem;

/** Puts a picture on the clipboard: text for editors, PNG for documents and chats, and SVG inside HTML for programs that keep it sharp. */
export async function writePicture({ text, png, svg }: ClipboardPicture): Promise<void> {
  const html = `<img alt="" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;
  const Item = Reflect.get(electron, 'ClipboardItem') as ItemOfClipboard | undefined; // the runtime may be older than its types
  if (Item) {
    const image = new Blob([new Uint8Array(png)], { type: 'image/png' });
    await electron.clipboard.write([new Item({ 'text/plain': text, 'text/html': html, 'image/png': image })]);
  } else (electron.clipboard as unknown as EarlierClipboard).write({ text, html, image: electron.nativeImage.createFromBuffer(png) });
}
