export { drawPlan, costLine, numbersOf } from './draw-plan';
export type { DrawInput, Drawing, Icon } from './draw-plan';
export { drawingPage } from './page';
export { paper, laneColours } from './palette';
export type { Palette } from './palette';
export { textWidth } from './text-width';
export { fitText, breakLines } from './text-lines';
export { drawPacket, papers } from './packet';
export type { Packet, PacketInput, Paper, Orientation } from './packet';
