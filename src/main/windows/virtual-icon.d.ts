/** The icon of windows, a PNG in base64, as build/icon.ts reads it at build time. */
declare module 'virtual:pipedraft-icon' {
  const icon: string;
  export default icon;
}
