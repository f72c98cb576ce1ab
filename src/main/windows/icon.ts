import { nativeImage, type NativeImage } from 'electron';
import icon from 'virtual:pipedraft-icon';

let made: NativeImage | undefined;

/** The icon of windows on Linux and Windows; a Mac takes it from the application's bundle. */
export function windowIcon(): NativeImage {
  return (made ??= nativeImage.createFromBuffer(Buffer.from(icon, 'base64')));
}
