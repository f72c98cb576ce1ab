/** Pixels that the name of a lane is high, and that the longest is wide. */
export const [laneNameHeight, laneNameWidth] = [18, 136];
