/*
 * Data that an expression of a pack's rule sees: a plan, its nodes, edges and services, each value under a name and type that are checked
 * when the pack is read. A value that the plan leaves out is absent: `has(node.region)`. Every value that is read, and every member of a
 * list, is a step.
 */

/** Types of the values by class, as CEL names them. */
export const viewTypes = {
  Service: {
    id: 'string',
    name: 'string',
    stages: 'list<string>',
    approach: 'string',
    /** ga, preview, deprecated, retired; unknown for a service that the catalog does not have. */
    state: 'string',
    retiresOn: 'string',
    managed: 'string',
    startup: 'string',
    lockIn: 'string',
    languages: 'list<string>',
    skills: 'map<string, string>',
    formats: 'list<string>',
  },
  Node: {
    id: 'string',
    title: 'string',
    service: 'Service',
    stage: 'string',
    region: 'string',
    owner: 'string',
    note: 'string',
    definition: 'string',
    /** The reason for this service. */
    because: 'string',
    /** Likely values by field: sizes count GB, durations hours. */
    usage: 'map<string, dyn>',
    /** Stated decisions on security and reliability, by key. */
    safeguards: 'map<string, string>',
    /** Likely, in the currency of the prices; at least that much where `costKnown` is false. */
    costPerMonth: 'double',
    costKnown: 'bool',
    incoming: 'list<Edge>',
    outgoing: 'list<Edge>',
    /** Every node that leads here, over any number of edges. */
    upstream: 'list<Node>',
    downstream: 'list<Node>',
    /** The user's own keys, x-…. */
    own: 'map<string, dyn>',
  },
  Edge: {
    from: 'Node',
    to: 'Node',
    kind: 'string',
    title: 'string',
    /** True if the two services work together without glue code. */
    native: 'bool',
  },
  Needs: {
    schedule: 'string',
    events: 'list<string>',
    manualApproval: 'bool',
    dataVolumeGb: 'double',
    distributed: 'bool',
    gpu: 'bool',
    serving: 'list<string>',
    network: 'string',
    dataClassification: 'string',
    /** In percent of a month. */
    availability: 'double',
    recoveryHours: 'double',
  },
  Plan: {
    name: 'string',
    summary: 'string',
    approach: 'string',
    region: 'string',
    budgetPerMonth: 'double',
    teamSize: 'double',
    skills: 'map<string, string>',
    estate: 'list<string>',
    needs: 'Needs',
    nodes: 'list<Node>',
    edges: 'list<Edge>',
    costPerMonth: 'double',
    costKnown: 'bool',
    currency: 'string',
    own: 'map<string, dyn>',
  },
} as const;
