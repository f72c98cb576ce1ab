/** The folder of fonts and programs that writers read, as build/paper.ts makes it. */
declare module 'virtual:pipedraft-paper' {
  const folder: () => string;
  export default folder;
}
