import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, Log, Run } from 'sarif';
import type { Place } from '#engine/errors';
import { jsonText } from './safe-text';

/** A run of this program as a SARIF log. */
export function sarifText(run: Run): string {
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    runs: [run],
  };
  return jsonText(log);
}

/** Code hosts show only results with a line. */
export function locationOf(file: string, place: Place | undefined): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: place ? { startLine: place.line, startColumn: place.column } : { startLine: 1 },
    },
  };
}

/** A message without links: SARIF reads "[words](address)" as one (section 3.11.6). */
export function plain(text: string): string {
  return text.replace(/[[\]](?=[^[\]]*\]\()|\](?=\()/g, '\\$&');
}

/** A file as the user named it, as a URI: a relative one stays relative, to be found in any checkout. */
function uriOf(file: string): string {
  const whole = file.replace(/\p{Cs}/gu, '\uFFFD'); // half a character has no URI
  return isAbsolute(whole) ? pathToFileURL(whole).href : encodeURI(whole.replaceAll('\\', '/')).replace(/[?#:]/g, encodeURIComponent);
}
