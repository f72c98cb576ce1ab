/** What holds of scores and cost whatever the plan: each is tried on hundreds of generated plans by the test of that name. */
export interface ScoringLaw {
  readonly says: string;
  readonly test: string;
}

export const scoringLaws: readonly ScoringLaw[] = [
  {
    says: 'A score depends neither on the order nor on the names of nodes and edges, nor on where they are drawn.',
    test: 'depends neither on the order nor on the names of nodes and edges, nor on where they are',
  },
  {
    says: 'A part says that all is well if and only if it has lost no point.',
    test: 'says that all is well if and only if no point is lost',
  },
  {
    says: 'Every point that is lost has a reason, what would fix it, what the score would gain, and the nodes that cause it, where nodes do.',
    test: 'says for each point that is lost why, by which nodes, what would fix it, and what the score would gain',
  },
  {
    says: 'Adding a node that uses a retired service raises neither maintainability nor any part of it.',
    test: 'is never raised by a node that uses a retired service',
  },
  {
    says: 'Putting a retired service in the place of another raises neither maintainability nor any part of it.',
    test: 'is never raised by putting a retired service in the place of another',
  },
  {
    says: 'Putting a supported successor in the place of a retired service lowers neither.',
    test: 'is never lowered by putting a supported successor in the place of a retired service',
  },
  {
    says: 'Adding experiment tracking, a model registry or versions of data does not lower reproducibility.',
    test: 'is not lowered in reproducibility by tracking, a registry or versions of data that are added',
  },
  { says: 'A skill that the team gains never lowers the score of skills.', test: 'is never lowered by a skill that is gained' },
  { says: 'Taking an edge away never raises the maturity level.', test: 'is never raised by taking an edge away' },
  { says: 'A waiver changes no score.', test: 'is not changed by what the plan says of findings: a waiver fixes nothing' },
  { says: 'A waiver changes no cost.', test: 'is not changed by what the plan says of findings: waivers cost nothing' },
  {
    says: 'Deleting a node never raises the cost.',
    test: 'never rises when a node is deleted, neither its low end, nor what is likely, nor its high end',
  },
  {
    says: 'More of the load never costs less, for the plan or, where no price has steps and nothing is free, for any node.',
    test: 'is never less for more of the load: ×2 costs what ×1 costs at least, ×10 what ×2 costs',
  },
  {
    says: 'More of anything that grows with the load never costs less.',
    test: 'never falls when a node says more of what grows with the load',
  },
  { says: 'More that is free never costs more.', test: 'is never raised by a larger grant' },
  {
    says: 'Two plans side by side cost no less than either, and their sum where nothing is free and no price has steps.',
    test: 'of two plans put side by side is no less than that of either, and their sum where nothing is free and no price has steps',
  },
  {
    says: "The plan's likely cost is the sum of its nodes, and a node's that of its lines.",
    test: 'is the sum of its nodes, and a node the sum of its lines, as far as it is likely',
  },
];
