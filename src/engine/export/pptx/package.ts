import { strToU8, zipSync, type Zippable } from 'fflate/browser'; // the entry for Node declares a "require" of its own, which a bundle has already
import { masterParts, relationshipsXml } from './master';
import { pageHeight, pageWidth } from './measure';
import type { Slide } from './slide';
import { attribute, emu } from './xml';

/*
 * The file of slides: a zip of XML parts. No part names a day, and the zip has one day for all, so that the same slides give the same
 * bytes.
 */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.presentationml';

/** The day of all parts, in local time, since zips know no time zone. */
const day = () => new Date(2000, 0, 1, 12);

/** @param title of the file's properties @param footer text at the bottom of each slide */
export function packed(slides: readonly Slide[], title: string, footer: string): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(slides),
    '_rels/.rels': relationshipsXml([
      [`${office}/officeDocument`, 'ppt/presentation.xml'],
      ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
      [`${office}/extended-properties`, 'docProps/app.xml'],
    ]),
    'docProps/app.xml': `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Pipedraft</Application><Slides>${slides.length}</Slides></Properties>`,
    'docProps/core.xml': `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${attribute(title)}</dc:title></cp:coreProperties>`,
    'ppt/presentation.xml': presentation(slides),
    'ppt/_rels/presentation.xml.rels': relationshipsXml([
      [`${office}/slideMaster`, 'slideMasters/slideMaster1.xml'],
      ...slides.map((_, at): [string, string] => [`${office}/slide`, `slides/slide${at + 1}.xml`]),
      [`${office}/presProps`, 'presProps.xml'],
      [`${office}/viewProps`, 'viewProps.xml'],
      [`${office}/theme`, 'theme/theme1.xml'],
      [`${office}/tableStyles`, 'tableStyles.xml'],
    ]),
    ...masterParts(),
  };
  for (const [at, slide] of slides.entries()) {
    parts[`ppt/slides/slide${at + 1}.xml`] = slide.xml(footer);
    parts[`ppt/slides/_rels/slide${at + 1}.xml.rels`] = relationshipsXml([
      [`${office}/slideLayout`, `../slideLayouts/slideLayout${slide.layout === 'title' ? 1 : 2}.xml`],
    ]);
  }
  const zipped: Zippable = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]));
  return zipSync(zipped, { level: 6, mtime: day() });
}

function contentTypes(slides: readonly Slide[]): string {
  const parts: readonly (readonly [path: string, type: string])[] = [
    ['/ppt/presentation.xml', `${types}.presentation.main+xml`],
    ['/ppt/slideMasters/slideMaster1.xml', `${types}.slideMaster+xml`],
    ['/ppt/slideLayouts/slideLayout1.xml', `${types}.slideLayout+xml`],
    ['/ppt/slideLayouts/slideLayout2.xml', `${types}.slideLayout+xml`],
    ...slides.map((_, at) => [`/ppt/slides/slide${at + 1}.xml`, `${types}.slide+xml`] as const),
    ['/ppt/presProps.xml', `${types}.presProps+xml`],
    ['/ppt/viewProps.xml', `${types}.viewProps+xml`],
    ['/ppt/tableStyles.xml', `${types}.tableStyles+xml`],
    ['/ppt/theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  ];
  const overrides = parts.map(([path, type]) => `<Override PartName="${path}" ContentType="${type}"/>`).join('');
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;
}

function presentation(slides: readonly Slide[]): string {
  // the relationships have the master first, then the slides; numbers of slides begin at 256 in every file
  const list = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 2}"/>`).join('');
  return (
    `${head}<p:presentation xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${office}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" saveSubsetFonts="1">` +
    `<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${list}</p:sldIdLst>` +
    `<p:sldSz cx="${emu(pageWidth)}" cy="${emu(pageHeight)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`
  );
}
