import raw from 'virtual:pipedraft-resources/icons';

/** Elements of a 24 by 24 drawing: tag and attributes. */
export type Icon = readonly (readonly [string, Readonly<Record<string, string>>])[];

export const icons: Readonly<Record<string, Icon>> = raw;
