/** Font files in base64, as build/fonts.ts reads them at build time. */
declare module 'virtual:pipedraft-fonts' {
  const fonts: Readonly<Record<string, string>>;
  export default fonts;
}
