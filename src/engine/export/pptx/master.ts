import { laneColours, paper } from '../../draw';
import { bodyWidth, footerBox, margin, numberBox, titleBox } from './measure';
import { emu, frame } from './xml';

/*
 * What all slides share: the theme with its fonts and colours, the master, and its two layouts. A person who wants a house style changes
 * the theme or the master, and the slides follow.
 */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spaces = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${office}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;
const font = 'Arial';
const tree =
  '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';

/** A part's relationships: rId1, rId2, … in the order given. */
export function relationshipsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`).join('');
  return `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
}

/** Parts that are the same in every file. */
export function masterParts(): Record<string, string> {
  return {
    'ppt/presProps.xml': `${head}<p:presentationPr ${spaces}/>`,
    'ppt/viewProps.xml': `${head}<p:viewPr ${spaces}/>`,
    'ppt/tableStyles.xml': `${head}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>`,
    'ppt/theme/theme1.xml': theme(),
    'ppt/slideMasters/slideMaster1.xml': master(),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationshipsXml([
      [`${office}/slideLayout`, '../slideLayouts/slideLayout1.xml'],
      [`${office}/slideLayout`, '../slideLayouts/slideLayout2.xml'],
      [`${office}/theme`, '../theme/theme1.xml'],
    ]),
    'ppt/slideLayouts/slideLayout1.xml': layout('title', 'Title', 'ctrTitle'),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationshipsXml([[`${office}/slideMaster`, '../slideMasters/slideMaster1.xml']]),
    'ppt/slideLayouts/slideLayout2.xml': layout('titleOnly', 'Title and content', 'title'),
    'ppt/slideLayouts/_rels/slideLayout2.xml.rels': relationshipsXml([[`${office}/slideMaster`, '../slideMasters/slideMaster1.xml']]),
  };
}

function placeholder(id: number, name: string, type: string, more: string, shape: string, text: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${more}/></p:nvPr></p:nvSpPr>${shape}<p:txBody>${text}</p:txBody></p:sp>`;
}

function small(align: string): string {
  return `<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle><a:lvl1pPr algn="${align}"><a:defRPr sz="900"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>`;
}

function master(): string {
  const rectangle = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>';
  const shapes = [
    placeholder(
      2,
      'Title',
      'title',
      '',
      `<p:spPr>${frame(titleBox)}${rectangle}</p:spPr>`,
      '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>Title</a:t></a:r></a:p>',
    ),
    placeholder(
      3,
      'Footer',
      'ftr',
      ' sz="quarter" idx="11"',
      `<p:spPr>${frame(footerBox)}${rectangle}</p:spPr>`,
      `${small('l')}<a:p><a:endParaRPr lang="en-GB"/></a:p>`,
    ),
    placeholder(
      4,
      'Slide number',
      'sldNum',
      ' sz="quarter" idx="12"',
      `<p:spPr>${frame(numberBox)}${rectangle}</p:spPr>`,
      `${small('r')}<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p>`,
    ),
  ];
  const level = (size: number, bold: boolean) =>
    `<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="${size}"${bold ? ' b="1"' : ''}><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>`;
  return (
    `${head}<p:sldMaster ${spaces}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>${tree}${shapes.join('')}</p:spTree></p:cSld>` +
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>' +
    '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst>' +
    `<p:txStyles><p:titleStyle>${level(2600, true)}</p:titleStyle><p:bodyStyle>${level(1400, false)}</p:bodyStyle><p:otherStyle>${level(1200, false)}</p:otherStyle></p:txStyles></p:sldMaster>`
  );
}

function layout(type: string, name: string, title: string): string {
  const shapes = [
    placeholder(
      2,
      'Title',
      title,
      '',
      type === 'title' ? `<p:spPr>${frame({ x: margin, y: 70, width: bodyWidth, height: 100 })}</p:spPr>` : '<p:spPr/>',
      '<a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-GB"/><a:t>Title</a:t></a:r></a:p>',
    ),
    placeholder(
      3,
      'Footer',
      'ftr',
      ' sz="quarter" idx="11"',
      '<p:spPr/>',
      '<a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p>',
    ),
    placeholder(
      4,
      'Slide number',
      'sldNum',
      ' sz="quarter" idx="12"',
      '<p:spPr/>',
      '<a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p>',
    ),
  ];
  return `${head}<p:sldLayout ${spaces} type="${type}" preserve="1"><p:cSld name="${name}"><p:spTree>${tree}${shapes.join('')}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;
}

function theme(): string {
  const colour = (name: string, value: string) => `<a:${name}><a:srgbClr val="${value.slice(1).toUpperCase()}"/></a:${name}>`;
  const colours = [
    colour('dk1', paper.text),
    colour('lt1', paper.background),
    colour('dk2', paper.muted),
    colour('lt2', paper.band),
    colour('accent1', laneColours.orchestration),
    colour('accent2', laneColours['data-transfer']),
    colour('accent3', laneColours['data-transformation']),
    colour('accent4', laneColours.training),
    colour('accent5', laneColours.deployment),
    colour('accent6', laneColours.monitoring),
    colour('hlink', paper.edge.data),
    colour('folHlink', paper.edge.model),
  ].join('');
  const fonts = `<a:latin typeface="${font}"/><a:ea typeface=""/><a:cs typeface=""/>`;
  const plainFill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const line = (width: number) => `<a:ln w="${width}" cap="flat" cmpd="sng" algn="ctr">${plainFill}<a:prstDash val="solid"/></a:ln>`;
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
  return (
    `${head}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Pipedraft"><a:themeElements><a:clrScheme name="Pipedraft">${colours}</a:clrScheme>` +
    `<a:fontScheme name="Pipedraft"><a:majorFont>${fonts}</a:majorFont><a:minorFont>${fonts}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="Pipedraft"><a:fillStyleLst>${plainFill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line(emu(0.5))}${line(emu(1))}${line(emu(1.5))}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${plainFill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
  );
}
