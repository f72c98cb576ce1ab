/* Resource data, as build/resources.ts reads it at build time. The modules beside this one give it the types of its schemas. */

declare module 'virtual:pipedraft-resources/catalog' {
  const catalog: {
    readonly services: readonly unknown[];
    readonly skills: unknown;
    readonly starts: unknown;
    readonly sizes: unknown;
    readonly safeguards: unknown;
  };
  export default catalog;
}

declare module 'virtual:pipedraft-resources/price-books' {
  const priceBooks: readonly unknown[];
  export default priceBooks;
}

declare module 'virtual:pipedraft-resources/scoring' {
  const scoring: unknown;
  export default scoring;
}

declare module 'virtual:pipedraft-resources/calibration' {
  const calibration: unknown;
  export default calibration;
}

declare module 'virtual:pipedraft-resources/knowledge' {
  const knowledge: unknown;
  export default knowledge;
}

declare module 'virtual:pipedraft-resources/limits' {
  const limits: unknown;
  export default limits;
}

declare module 'virtual:pipedraft-resources/rule-examples' {
  const ruleExamples: Readonly<Record<string, { readonly wrong: string; readonly right: string }>>;
  export default ruleExamples;
}

declare module 'virtual:pipedraft-resources/examples' {
  const examples: readonly { readonly file: string; readonly text: string }[];
  export default examples;
}

declare module 'virtual:pipedraft-resources/icons' {
  const icons: Readonly<Record<string, readonly (readonly [string, Readonly<Record<string, string>>])[]>>;
  export default icons;
}
