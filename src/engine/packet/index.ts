export { layoutPacket } from './layout-packet';
export type { PacketFacts } from './layout-packet';
export { drawingSheet } from './drawing-sheet';
export type { PictureOptions } from './drawing-sheet';
export { packetParts, paperSizes, usualPacket } from './options';
export type { DetailMode, PacketOptions, PacketPart, PaperName } from './options';
export type { DrawingInput, Organisation, PacketInput, Revision } from './input';
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
