import raw from 'virtual:pipedraft-resources/examples';

/** Templates and worked examples: file name and text. */
export const examples = raw;
