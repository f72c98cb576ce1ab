/** Resource data, as build/resources.ts reads it at build time. index.ts gives it the types of its schemas. */
declare module 'virtual:pipedraft-resources' {
  interface ParsedFile {
    readonly file: string;
    readonly value: unknown;
  }
  const resources: {
    readonly services: readonly ParsedFile[];
    readonly skills: unknown;
    readonly starts: unknown;
    readonly sizes: unknown;
    readonly safeguards: unknown;
    readonly priceBooks: readonly ParsedFile[];
    readonly scoring: Readonly<Record<string, unknown>>;
    readonly examples: readonly { readonly file: string; readonly text: string }[];
    readonly knowledge: unknown;
    readonly limitAccounts: unknown;
    readonly ruleExamples: Readonly<Record<string, { readonly wrong: string; readonly right: string }>>;
    readonly icons: Readonly<Record<string, readonly (readonly [string, Readonly<Record<string, string>>])[]>>;
  };
  export default resources;
}
