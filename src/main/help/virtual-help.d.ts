/** The pages of the help and the licences, as build/help.ts reads them at build time. */
declare module 'virtual:pipedraft-help' {
  import type { HelpPage } from '#ipc';

  const help: {
    readonly pages: readonly HelpPage[];
    readonly licences: string;
  };
  export default help;
}
