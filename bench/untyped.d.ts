/* Libraries of the comparison have no types; these are the ones that the bench uses. */

declare module 'bpmn-moddle' {
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ readonly rootElement: unknown }>;
  }
}
declare module 'bpmnlint/lib/linter.js' {
  export default class Linter {
    constructor(options: { readonly config: object; readonly resolver: unknown });
    lint(element: unknown): Promise<unknown>;
  }
}
declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  export default class NodeResolver {}
}
