import raw from 'virtual:pipedraft-fonts';

/** The font files of the sheets, by the name they are served under. */
export const fonts: Readonly<Record<string, Buffer>> = Object.fromEntries(
  Object.entries(raw).map(([name, base64]) => [name, Buffer.from(base64, 'base64')]),
);
