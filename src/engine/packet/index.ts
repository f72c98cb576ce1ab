export { packetInput } from './packet-input';
export type { Packed } from './packet-input';
export { layoutPacket } from './layout-packet';
export type { PacketFacts } from './layout-packet';
export { drawingSheet } from './drawing-sheet';
export type { PictureOptions } from './drawing-sheet';
export { plainShaper } from './plain-shaper';
export { packetOptions, usualPacket } from './options';
export type { PacketOptions } from './options';
export type { DrawingInput, Logo, Organisation, PacketChange, PacketInput, PacketSince } from './input';
export type {
  ArtifactMark,
  BookmarkMark,
  Box,
  ClipMark,
  CloseMark,
  Cluster,
  Colour,
  DisplayList,
  Face,
  Fill,
  Glyph,
  GroupMark,
  ImageMark,
  LinkMark,
  Mark,
  OpenMark,
  PathMark,
  RectMark,
  Run,
  Shaper,
  ShapedLine,
  Sheet,
  Stroke,
  Tag,
  TargetMark,
  TextMark,
} from './display-list';
