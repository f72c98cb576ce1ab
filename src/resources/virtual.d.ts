/** What ships as data, as build/resources.ts reads it at build time. Checked against its schemas in index.ts. */
declare module 'virtual:pipedraft-resources' {
  interface ParsedFile {
    readonly file: string;
    readonly value: unknown;
  }
  const resources: {
    readonly services: readonly ParsedFile[];
    readonly skills: unknown;
    readonly priceBooks: readonly ParsedFile[];
    readonly scoring: Readonly<Record<string, unknown>>;
    readonly examples: readonly { readonly file: string; readonly text: string }[];
    readonly knowledge: unknown;
    readonly ruleExamples: Readonly<Record<string, { readonly wrong: string; readonly right: string }>>;
    readonly icons: Readonly<Record<string, readonly (readonly [string, Readonly<Record<string, string>>])[]>>;
  };
  export default resources;
}
