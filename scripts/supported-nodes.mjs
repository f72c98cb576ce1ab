/** The release lines of Node that source and command are tested under, the lowest first. README and docs name the same. */
export const supportedNodes = ['20.19', '22', '24'];
